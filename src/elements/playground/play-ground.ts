import { openSession } from '../../attempt/open-session.ts';
import { runCheck } from '../../attempt/run-check.ts';
import { createLab, type Lab } from '../../lab/create-lab.ts';
import { filesOf } from '../../lab/edits.ts';
import { createPlayground, type Playground } from '../../playground/create-playground.ts';
import { createEditor } from '../editor/create-editor.ts';
import type { Editor } from '../editor/editor.ts';
import { followEditor, shownFiles } from '../lab/follow-editor.ts';
import { firstHost, rememberHost } from '../lab/host-memory.ts';
import { hostSwitch } from '../lab/host-switch.ts';
import { Hosts } from '../lab/hosts.ts';
import { foreseen, loadWebContainer } from '../lab/load-webcontainer.ts';
import { programs } from '../lab/programs.ts';
import { readExercise } from '../lab/read-exercise.ts';
import { workOfPage } from '../progress/work-of-page.ts';
import { showPlayground } from './playground-view.ts';

/**
 * The playground of a page, over what was served. The learner's files are a lab's, which has no checks and so never runs; the server
 * that they make, and the connections to it, are a playground's.
 */
export class PlayGround extends HTMLElement {
  #begun = false;
  readonly #life = new AbortController();

  connectedCallback(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#begin().catch((error: unknown) => this.#sayFault(error));
  }

  async #begin(): Promise<void> {
    const [exercise, store] = await Promise.all([readExercise(this.dataset['exercise'] ?? ''), workOfPage()]);
    const hosts = new Hosts({
      openEmbedded: async () => (await import('../../sandbox/embedded/frame-sandbox.ts')).openFrameSandbox(),
      openWebContainer: loadWebContainer,
      foreseen,
      remember: rememberHost,
      first: firstHost(),
    });
    const openSandbox = () => hosts.open();
    const lab = createLab(exercise, { openSandbox, programs, runCheck, judge: () => [], store, now: Date.now });
    const { entry, clock } = exercise;
    const playground = createPlayground({ openSandbox, openSession, server: { entry, clock, programs } });
    const run = () => playground.run(filesOf(exercise.files, lab.state.edits));
    const editor = this.#openEditor(lab, run);
    const view = showPlayground(this, lab, playground, editor);
    lab.watch((state, before) => {
      followEditor(editor, state, before);
      view.showWork(state, before);
    });
    playground.watch((state, before) => {
      view.showServer(state, before);
      if (state.life !== before.life) editor.mark(marksOf(state.life));
    });
    view.showWork(lab.state, lab.state);
    view.showServer(playground.state, playground.state);
    this.#keepWork(lab);
    this.#offerHosts(hosts, playground);
    playground.warm();
    if (this.dataset['wanted'] === 'run') run();
    this.dataset['live'] = '';
    if (this.dataset['wanted'] === 'connection')
      this.querySelector<HTMLFormElement>('[data-connect-form]')?.requestSubmit();
  }

  #openEditor(lab: Lab, onRun: () => void): Editor {
    return createEditor(this.#part('editor'), {
      files: shownFiles(lab.state),
      path: lab.state.shown.path,
      onEdit: (path, text) => lab.send({ kind: 'edited', path, text }),
      onRun,
    });
  }

  #offerHosts(hosts: Hosts, playground: Playground): void {
    hostSwitch(this.#part('host') as HTMLButtonElement, this.#part('host-status'), hosts, async () => {
      await playground.changeSandbox();
      playground.warm();
    });
  }

  #keepWork(lab: Lab): void {
    const { signal } = this.#life;
    addEventListener('pagehide', () => lab.flush(), { signal });
    const leaving = () => document.visibilityState === 'hidden' && lab.flush();
    document.addEventListener('visibilitychange', leaving, { signal });
  }

  #part(name: string): HTMLElement {
    const found = this.querySelector<HTMLElement>(`[data-${name}]`);
    if (found === null) throw new Error(`expected an element [data-${name}] in the playground, found none`);
    return found;
  }

  #sayFault(error: unknown): void {
    const words = error instanceof Error ? error.message : String(error);
    this.#part('server-status').replaceChildren(
      `The playground could not be opened: ${words} Reload the page; what you typed is kept.`,
    );
  }
}

function marksOf(life: Playground['state']['life']): Parameters<Editor['mark']>[0] {
  if (life.kind !== 'broken') return [];
  const { file, line, message } = life.fault;
  return file === undefined || line === undefined ? [] : [{ path: file, line, kind: 'fault', says: message }];
}

customElements.define('play-ground', PlayGround);
