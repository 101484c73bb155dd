import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

/** The step that these tests walk through. */
export const stepThree = '/steps/passing-credentials/';
const folder = new URL('../../lessons/steps/03-passing-credentials/', import.meta.url);
/** The server of the accepted answer, and the one that the learner begins with. */
export const solution = readFileSync(new URL('solution/server.ts', folder), 'utf8');
export const starter = readFileSync(new URL('exercise/server.ts', folder), 'utf8');

/** A run of all attempts may take long on a busy machine; nothing here waits longer than it has to. */
const RUN_MS = 180_000;

/** The lab of a page, as a learner meets it. */
export class LabPage {
  readonly page: Page;
  readonly lab: Locator;
  readonly status: Locator;

  constructor(page: Page) {
    this.page = page;
    this.lab = page.locator('lesson-lab');
    this.status = this.lab.locator('[data-status]');
  }

  /** Goes to the step and touches the lab, so that it comes alive; on a wide screen waits for the larger editor too. */
  async open(): Promise<void> {
    await this.page.goto(stepThree);
    await this.touch();
  }

  async touch(): Promise<void> {
    await this.lab.locator('[data-editor]').hover();
    await expect(this.lab).toHaveAttribute('data-live', '', { timeout: RUN_MS });
    if ((this.page.viewportSize()?.width ?? 0) > 960) {
      await expect(this.lab.locator('.editor[data-monaco]')).toBeVisible({ timeout: RUN_MS });
    }
  }

  /** Puts a text in the place of the shown file’s, through the editor, as typing does. */
  async type(text: string): Promise<void> {
    const monaco = this.lab.locator('.editor[data-monaco] .view-lines');
    if ((await monaco.count()) > 0) await monaco.click();
    else await this.lab.locator('[data-editor] textarea').click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  async run(): Promise<void> {
    await this.lab.locator('[data-run]').click();
    await this.hasRun();
  }

  /** Waits until no run is under way. */
  async hasRun(): Promise<void> {
    await expect(this.lab).toHaveAttribute('data-life', /^(finished|broken|stopped)$/, { timeout: RUN_MS });
  }

  row(check: string): Locator {
    return this.lab.locator(`.attempt[data-check="${check}"]`);
  }

  why(check: string): Locator {
    return this.lab.locator(`#why-${check}`);
  }

  panel(name: 'Attempts' | 'Wire' | 'Console'): Locator {
    return this.lab.locator('[data-panels]').getByRole('tab', { name });
  }

  /** Chooses from the file menu. */
  async file(item: string | RegExp): Promise<void> {
    await this.lab.locator('[data-menu] summary').click();
    await this.lab.locator('[data-menu]').getByRole('button', { name: item }).click();
  }
}
