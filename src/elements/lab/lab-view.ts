import type { Lab } from '../../lab/create-lab.ts';
import { type LabState, runUnderWay } from '../../lab/lab-state.ts';
import { mayEdit } from '../../lab/next-of-work.ts';
import { AttemptsElement } from '../attempts/attempts-element.ts';
import { ConsoleElement } from '../console/console-element.ts';
import { toggle } from '../dom.ts';
import type { Editor } from '../editor/editor.ts';
import { InspectorElement } from '../inspector/inspector-element.ts';
import { attemptRows } from './attempt-rows.ts';
import { fileMenu } from './file-menu.ts';
import { fileTabs, tabsOf } from './file-tabs.ts';
import { inspectable, inspected } from './inspected.ts';
import { linePieces } from './line-pieces.ts';
import { panels } from './panels.ts';
import { statusLine } from './status-line.ts';
import { savedWords } from './status-words.ts';

export interface LabView {
  /** Draws what differs; the same state twice draws everything. */
  show(state: LabState, before: LabState): void;
}

/** Joins the served parts of a lab to its state, and what the learner does there to its events. */
export function showLab(element: HTMLElement, lab: Lab, editor: Editor): LabView {
  const part = <E extends HTMLElement = HTMLElement>(name: string): E => {
    const found = element.querySelector<E>(`[data-${name}]`);
    if (found === null) throw new Error(`expected an element [data-${name}] in the lab, found none`);
    return found;
  };
  const attempts = new AttemptsElement();
  const inspector = new InspectorElement();
  const log = new ConsoleElement();
  part('attempts').prepend(attempts);
  part('attempts').querySelector(':scope > table')?.remove();
  part('inspect').replaceChildren(inspector);
  part('console').replaceChildren(log);
  const showPanel = panels(element, part('panels'));
  const showTabs = fileTabs(part('tabs'), (path) => lab.send({ kind: 'opened', path }));
  const showStatus = statusLine(part('status'), lab);
  const showMenu = fileMenu(part('menu'), lab);
  const open = (path: string, line: number) => {
    lab.send({ kind: 'opened', path, line });
    editor.focus();
  };
  let chosen: string | undefined;

  const inspect = (check: string) => {
    chosen = check;
    showInspected(lab.state);
  };
  attempts.ask = {
    hint: (check) => lab.send({ kind: 'hint-opened', check }),
    open,
    inspect(check) {
      inspect(check);
      showPanel('inspect');
      const tab = part('panels').querySelector<HTMLElement>('[data-panel="inspect"]');
      // On a narrow screen there are no tabs: the panels stand under each other.
      if (tab?.checkVisibility()) tab.focus({ preventScroll: true });
      else part('inspect').scrollIntoView();
      inspector.revealDifference();
    },
  };
  inspector.choose = inspect;
  log.ask = {
    pieces: (text) => linePieces(text, lab.state),
    titleOf: (check) => lab.state.exercise.checks.find(({ id }) => id === check)?.title ?? check,
    open,
  };
  part('run').addEventListener('click', () => lab.send({ kind: 'run-asked' }));
  part('stop').addEventListener('click', () => {
    lab.send({ kind: 'stop-asked' });
    part('run').focus();
  });
  const autoRun = part<HTMLInputElement>('auto-run');
  autoRun.addEventListener('change', () => lab.send({ kind: 'auto-run', on: autoRun.checked }));
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    lab.send({ kind: 'run-asked' });
  });

  function showInspected(state: LabState): void {
    const offered = inspectable(state);
    const first = offered.find(({ passed }) => !passed) ?? offered[0];
    const check = offered.find(({ id }) => id === chosen) ?? first;
    inspector.offer(offered, check?.id);
    inspector.show(check === undefined ? null : inspected(state, check.id));
  }

  let asked = 0;
  let drawnConsole: LabState['console'] | undefined;
  /** A flood of lines is drawn once a frame. */
  function showConsole(): void {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      const { console: now } = lab.state;
      if (now === drawnConsole) return;
      drawnConsole = now;
      log.show(now.lines, now.dropped);
      const count = now.lines.length + now.dropped;
      part('console-count').replaceChildren(count === 0 ? '' : String(count));
    });
  }

  return {
    show(state, before) {
      const isFirst = state === before;
      const isRunning = runUnderWay(state.life) !== null;
      if (isFirst || state.rows !== before.rows || state.hints !== before.hints || state.life !== before.life) {
        attempts.show(attemptRows(state), isRunning);
      }
      if (isFirst || state.rows !== before.rows) showInspected(state);
      if (isFirst || state.console !== before.console) showConsole();
      if (isFirst || state.edits !== before.edits || state.shown !== before.shown) {
        showTabs(tabsOf(state), state.shown.path);
        showMenu(state);
        part('locked').hidden = mayEdit(state.exercise, state.shown.path);
      }
      showStatus(state);
      part('saved').replaceChildren(savedWords(state.saving));
      toggle(part('saved'), 'data-failed', state.saving.kind === 'failed' ? '' : null);
      part('stop').hidden = !isRunning;
      toggle(part('run'), 'aria-busy', isRunning ? 'true' : null);
      autoRun.checked = state.autoRun;
      toggle(element, 'data-life', state.life.kind);
    },
  };
}
