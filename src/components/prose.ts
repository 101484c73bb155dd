import Claim from './claim.astro';
import CodeTabs from './code-tabs.astro';
import Experiment from './experiment.astro';
import LabLink from './lab-link.astro';
import Note from './note.astro';
import Pair from './pair.astro';
import Picture from './picture.astro';
import Predict from './predict.astro';
import ProseTable from './prose-table.astro';
import Quiz from './quiz.astro';
import Sequence from './sequence.astro';
import Transcript from './transcript.astro';

/** What the components of the prose (src/lesson/components.ts), and its tables, are on a page. */
export const prose = {
  Claim,
  CodeTabs,
  Experiment,
  Lab: LabLink,
  Note,
  Pair,
  Picture,
  Predict,
  Quiz,
  Sequence,
  Transcript,
  table: ProseTable,
};
