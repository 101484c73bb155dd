/** How sure the learner was when committing to an answer, weakest first. */
export const confidences = ['guess', 'think-so', 'sure'] as const;

export type Confidence = (typeof confidences)[number];
