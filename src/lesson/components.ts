/** A component that prose may use: which attributes it takes, and what a text attribute refers to. */
export interface ComponentRule {
  readonly required: Readonly<Record<string, AttributeKind>>;
  readonly optional: Readonly<Record<string, AttributeKind>>;
  /** Whether it encloses prose (or, for CodeTabs, fenced code), stands alone, or may do either. */
  readonly encloses: 'something' | 'nothing' | 'either';
}

/** `claim`, `recording`, `pair`, `picture`: an id that the lesson must have. */
export type AttributeKind = 'text' | 'claim' | 'recording' | 'pair' | 'picture';

const alone: ComponentRule = { required: {}, optional: {}, encloses: 'nothing' };

/**
 * All components of the prose.
 * `Predict` shows the prediction of quiz.yaml, `Quiz` its questions, `Lab` the exercise, `Experiment` a myth's experiment;
 * `Claim` marks a statement that claims.ts stands behind; `CodeTabs` turns fences with `title="…"` into tabs;
 * `Transcript` shows a recording as a table, `Sequence` lets the reader step through one; `Pair` shows wrong and right;
 * `Picture` shows a drawing of pictures/; `Note` sets a paragraph apart.
 */
export const components: Readonly<Record<string, ComponentRule>> = {
  Predict: alone,
  Quiz: alone,
  Lab: alone,
  Experiment: alone,
  Claim: { required: { id: 'claim' }, optional: {}, encloses: 'something' },
  CodeTabs: { required: {}, optional: { label: 'text' }, encloses: 'something' },
  Transcript: { required: { id: 'recording' }, optional: { caption: 'text' }, encloses: 'nothing' },
  Sequence: { required: { id: 'recording' }, optional: { caption: 'text' }, encloses: 'nothing' },
  Pair: { required: { id: 'pair' }, optional: {}, encloses: 'nothing' },
  Picture: { required: { id: 'picture' }, optional: { caption: 'text' }, encloses: 'nothing' },
  Note: { required: {}, optional: { title: 'text' }, encloses: 'something' },
};
