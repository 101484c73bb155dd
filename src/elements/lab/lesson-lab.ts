import { runCheck } from '../../attempt/run-check.ts';
import { judgeCheck } from '../../check/judge.ts';
import { createLab, type Lab } from '../../lab/create-lab.ts';
import type { LabState } from '../../lab/lab-state.ts';
import { mayEdit } from '../../lab/next-of-work.ts';
import type { Exercise } from '../../lesson/exercise.ts';
import { createWorkStore } from '../../progress/work-store.ts';
import { createEditor } from '../editor/create-editor.ts';
import type { Editor } from '../editor/editor.ts';
import { progressOfPage } from '../progress/progress-of-page.ts';
import { followEditor, shownFiles } from './follow-editor.ts';
import { firstHost, rememberHost } from './host-memory.ts';
import { hostSwitch } from './host-switch.ts';
import { Hosts } from './hosts.ts';
import { showLab } from './lab-view.ts';
import { foreseen, loadWebContainer } from './load-webcontainer.ts';
import { programs } from './programs.ts';
import { readExercise } from './read-exercise.ts';
import { runFact } from './run-fact.ts';

/**
 * The lab of a page, over what was served: it reads the exercise, opens editor, storage and the embedded host, and joins them. It holds
 * no state of its own; everything goes through the lab's events and comes back as its state.
 */
export class LessonLab extends HTMLElement {
  #lab: Lab | undefined;
  readonly #life = new AbortController();

  connectedCallback(): void {
    if (this.#lab === undefined) this.#begin().catch((error: unknown) => this.#sayFault(error));
  }

  async #begin(): Promise<void> {
    const [exercise, { store, shelf, doorstep, tab }] = await Promise.all([
      readExercise(this.dataset['exercise'] ?? ''),
      progressOfPage(),
    ]);
    const hosts = new Hosts({
      openEmbedded: async () => (await import('../../sandbox/embedded/frame-sandbox.ts')).openFrameSandbox(),
      openWebContainer: loadWebContainer,
      foreseen,
      remember: rememberHost,
      first: firstHost(),
    });
    const lab = createLab(exercise, {
      openSandbox: () => hosts.open(),
      programs,
      runCheck,
      judge: (check, transcript) => judgeCheck(check, transcript).verdicts,
      store: createWorkStore(shelf, doorstep, tab),
      now: Date.now,
    });
    this.#lab = lab;
    const editor = this.#openEditor(exercise, lab);
    const view = showLab(this, lab, editor);
    lab.watch((state, before) => {
      followEditor(editor, state, before);
      view.show(state, before);
      const fact = state.life === before.life ? undefined : runFact(state, Date.now());
      if (fact !== undefined) void store.record(fact);
      recordHints(
        state,
        before,
        (check, rung) => void store.record({ kind: 'hinted', at: Date.now(), lesson: exercise.id, check, rung }),
      );
    });
    view.show(lab.state, lab.state);
    this.#keepWork(lab);
    this.#offerHosts(hosts, lab);
    lab.warm();
    if (this.dataset['wanted'] === 'run') lab.send({ kind: 'run-asked' });
    this.dataset['live'] = '';
  }

  #openEditor(exercise: Exercise, lab: Lab): Editor {
    const box = this.querySelector<HTMLElement>('[data-editor]');
    if (box === null) throw new Error('expected an element [data-editor] in the lab, found none');
    const options = {
      files: shownFiles(lab.state),
      path: lab.state.shown.path,
      readOnly: (path: string) => !mayEdit(exercise, path),
      onEdit: (path: string, text: string) => lab.send({ kind: 'edited', path, text }),
      onRun: () => lab.send({ kind: 'run-asked' }),
    };
    return createEditor(box, options);
  }

  #offerHosts(hosts: Hosts, lab: Lab): void {
    const button = this.querySelector<HTMLButtonElement>('[data-host]');
    const box = this.querySelector<HTMLElement>('[data-host-status]');
    if (button === null || box === null)
      throw new Error('expected [data-host] and [data-host-status] in the lab, found none');
    hostSwitch(button, box, hosts, async () => {
      await lab.changeSandbox();
      lab.warm();
    });
  }

  #keepWork(lab: Lab): void {
    const { signal } = this.#life;
    addEventListener('pagehide', () => lab.flush(), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && lab.flush(), {
      signal,
    });
  }

  #sayFault(error: unknown): void {
    const words = error instanceof Error ? error.message : String(error);
    this.querySelector('[data-status]')?.replaceChildren(
      `The lab could not be opened: ${words} Reload the page; what you typed is kept.`,
    );
  }
}

function recordHints(state: LabState, before: LabState, record: (check: string, rung: number) => void): void {
  if (state.hints === before.hints || state.saving.kind !== 'unsaved') return;
  for (const [check, rung] of Object.entries(state.hints)) if (before.hints[check] !== rung) record(check, rung);
}

customElements.define('lesson-lab', LessonLab);
