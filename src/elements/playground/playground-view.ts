import type { Step } from '../../check/protocol.ts';
import type { Lab } from '../../lab/create-lab.ts';
import { filesOf } from '../../lab/edits.ts';
import type { LabState } from '../../lab/lab-state.ts';
import type { Playground } from '../../playground/create-playground.ts';
import { type PlaygroundState, serverThere } from '../../playground/playground-state.ts';
import { type Connection, readConnections } from '../../wire/connection.ts';
import { credentialsIn } from '../../wire/credential.ts';
import { ConsoleElement } from '../console/console-element.ts';
import { toggle } from '../dom.ts';
import type { Editor } from '../editor/editor.ts';
import { InspectorElement } from '../inspector/inspector-element.ts';
import { fileMenu } from '../lab/file-menu.ts';
import { fileTabs, tabsOf } from '../lab/file-tabs.ts';
import { linePieces } from '../lab/line-pieces.ts';
import { panels } from '../lab/panels.ts';
import { statusLine } from '../lab/status-line.ts';
import { savedWords } from '../lab/status-words.ts';
import { clockSlider } from './clock-slider.ts';
import { connectPanel } from './connect-panel.ts';
import { connectionRows } from './connection-rows.ts';
import { serverStatus } from './server-status.ts';

export interface PlaygroundView {
  /** Draws what the work has become; the same state twice draws everything. */
  showWork(state: LabState, before: LabState): void;
  showServer(state: PlaygroundState, before: PlaygroundState): void;
}

const NOTHING_YET =
  'Here you will see each connection on the wire, byte for byte, beside what a script in a browser is allowed to know of it. Connect first.';
const NOTHING_PRINTED = 'What your server prints appears here.';

/** Joins the served parts of a playground to the work, to the server, and to what the learner does there. */
export function showPlayground(element: HTMLElement, lab: Lab, playground: Playground, editor: Editor): PlaygroundView {
  const part = <E extends HTMLElement = HTMLElement>(name: string): E => {
    const found = element.querySelector<E>(`[data-${name}]`);
    if (found === null) throw new Error(`expected an element [data-${name}] in the playground, found none`);
    return found;
  };
  const inspector = new InspectorElement(NOTHING_YET);
  const log = new ConsoleElement(NOTHING_PRINTED);
  part('inspect').replaceChildren(inspector);
  part('console').replaceChildren(log);
  const showPanel = panels(element, part('panels'));
  const showTabs = fileTabs(part('tabs'), (path) => lab.send({ kind: 'opened', path }));
  const showWorkStatus = statusLine(part('status'), lab);
  const showMenu = fileMenu(part('menu'), lab);
  const showServerStatus = serverStatus(part('server-status'));
  const files = () => filesOf(lab.state.exercise.files, lab.state.edits);
  const run = () => playground.run(files());
  const clock = clockSlider(part<HTMLFormElement>('clock'), (step) => playground.perform(step));
  let made = 0;
  let waiting: readonly Step[] = [];
  let chosen: string | undefined;
  let connections: readonly Connection[] = [];

  /** A connection that is asked for without a server brings the server up first. */
  function perform(step: Step): void {
    const { life } = playground.state;
    if (life.kind === 'up') playground.perform(step);
    else waiting = [...waiting, step];
    if (serverThere(life) === null) run();
  }

  function inspect(client: string): void {
    chosen = client;
    showInspected(playground.state);
  }

  connectPanel(
    part<HTMLFormElement>('connect-form'),
    (as) => `${as === 'browser' ? 'page' : 'program'}-${++made}`,
    perform,
  );
  const showRows = connectionRows(part('connections'), {
    perform: (step) => playground.perform(step),
    inspect(client) {
      inspect(client);
      showPanel('inspect');
      const tab = part('panels').querySelector<HTMLElement>('[data-panel="inspect"]');
      // On a narrow screen there are no tabs: the panels stand under each other.
      if (tab?.checkVisibility()) tab.focus({ preventScroll: true });
      else part('inspect').scrollIntoView();
    },
  });
  inspector.choose = inspect;
  log.ask = {
    pieces: (text) => linePieces(text, lab.state),
    titleOf: (number) => `Server ${number}`,
    open(path, line) {
      lab.send({ kind: 'opened', path, line });
      editor.focus();
    },
  };
  part('run').addEventListener('click', run);
  part('stop').addEventListener('click', () => {
    playground.stop();
    part('run').focus();
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    run();
  });

  function showInspected(state: PlaygroundState): void {
    const clients = [...new Set(connections.map(({ client }) => client))].reverse();
    const client = clients.find((one) => one === chosen) ?? clients[0];
    inspector.offer(
      clients.map((one) => ({ id: one, title: one })),
      client,
    );
    inspector.show(
      client === undefined
        ? null
        : {
            check: `${state.runs} ${client}`,
            title: client,
            connections: connections.filter((one) => one.client === client),
            credentials: credentialsIn(state.transcript),
            difference: undefined,
          },
    );
  }

  let asked = 0;
  let drawn: Pick<PlaygroundState, 'transcript' | 'console'> | undefined;
  /** A flood is drawn once a frame. */
  function showHappenings(): void {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      const { state } = playground;
      if (state.transcript !== drawn?.transcript) {
        const isNew = state.transcript.length === 0 || !connections.some(({ client }) => client === chosen);
        connections = readConnections(state.transcript);
        const latest = connections.at(-1)?.client;
        if (isNew || !element.querySelector('[data-inspect]')?.checkVisibility()) chosen = latest;
        showRows(connections, state.transcript);
        showInspected(state);
      }
      if (state.console !== drawn?.console) {
        log.show(state.console.lines, state.console.dropped);
        const count = state.console.lines.length + state.console.dropped;
        part('console-count').replaceChildren(count === 0 ? '' : String(count));
      }
      drawn = state;
    });
  }

  /** Whether the files are no longer those that the server was started with. */
  function isEdited({ ran }: PlaygroundState): boolean {
    const now = files();
    return (
      ran !== null &&
      (Object.keys(ran).length !== Object.keys(now).length || Object.keys(now).some((path) => now[path] !== ran[path]))
    );
  }

  return {
    showWork(state, before) {
      if (state === before || state.edits !== before.edits || state.shown !== before.shown) {
        showTabs(tabsOf(state), state.shown.path);
        showMenu(state);
      }
      showWorkStatus(state);
      showServerStatus(playground.state, isEdited(playground.state));
      part('saved').replaceChildren(savedWords(state.saving));
      toggle(part('saved'), 'data-failed', state.saving.kind === 'failed' ? '' : null);
    },
    showServer(state, before) {
      const isThere = serverThere(state.life) !== null;
      if (state.life.kind === 'up' && before.life.kind !== 'up') {
        clock.begin();
        for (const step of waiting) playground.perform(step);
        waiting = [];
      }
      if (!isThere) {
        clock.end();
        waiting = [];
      }
      showServerStatus(state, isEdited(state));
      part('stop').hidden = !isThere;
      toggle(
        part('run'),
        'aria-busy',
        state.life.kind === 'starting' || state.life.kind === 'stopping' ? 'true' : null,
      );
      toggle(element, 'data-life', state.life.kind);
      part('connect-note').hidden = isThere;
      if (state.transcript !== before.transcript || state.console !== before.console || state === before)
        showHappenings();
    },
  };
}
