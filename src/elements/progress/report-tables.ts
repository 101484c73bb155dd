import type { ClassReport, ItemReport, LessonReport } from '../../progress/class-report.ts';
import type { Names } from './names.ts';

/** A class report as three tables; a bar in a cell is the picture of the number beside it. Everything from files is text. */
export function reportTables(report: ClassReport, names: Names): readonly Node[] {
  const said = new Map(names.items.map((item) => [item.id, item]));
  const titles = new Map(names.lessons.map(({ id, title }) => [id, title]));
  const belief = (id: string) => names.misconceptions[id] ?? id;
  return [
    table(
      'Questions, the hardest first',
      ['Question', 'Right at first', 'Most chosen wrong answer', 'Sure and wrong'],
      report.items.map(({ item, answered, right, sureAndWrong, mostChosen }: ItemReport) => [
        said.get(item)?.stem.replaceAll('`', '') ?? item,
        share(right, answered),
        mostChosen === undefined ? '' : `${belief(mostChosen.misconception)} (${mostChosen.learners})`,
        share(sureAndWrong, answered),
      ]),
    ),
    table(
      'Misconceptions that are held now',
      ['Belief', 'Learners'],
      report.misconceptions.map(({ misconception, learners }) => [
        belief(misconception),
        share(learners, report.learners),
      ]),
    ),
    table(
      'Where people stop',
      ['Lesson', 'Opened', 'Done', 'Stopped here'],
      report.lessons.map(({ lesson, opened, done, stopped }: LessonReport) => [
        titles.get(lesson) ?? lesson,
        share(opened, report.learners),
        share(done, report.learners),
        share(stopped, report.learners),
      ]),
    ),
  ];
}

/** So many of so many, with its bar. */
function share(part: number, whole: number): Node {
  const cell = document.createElement('span');
  cell.className = 'share';
  const bar = document.createElement('meter');
  bar.max = Math.max(1, whole);
  bar.value = part;
  bar.setAttribute('aria-hidden', 'true');
  cell.append(bar, `${part} of ${whole}`);
  return cell;
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly (Node | string)[])[]): HTMLElement {
  const made = document.createElement('table');
  made.className = 'report';
  made.createCaption().textContent = caption;
  const head = made.createTHead().insertRow();
  for (const words of heads) {
    head.append(Object.assign(document.createElement('th'), { scope: 'col', textContent: words }));
  }
  const body = made.createTBody();
  for (const [first = '', ...others] of rows) {
    const row = body.insertRow();
    const name = Object.assign(document.createElement('th'), { scope: 'row' });
    name.append(first);
    row.append(name);
    for (const cell of others) row.insertCell().append(cell);
  }
  if (rows.length === 0) {
    const cell = body.insertRow().insertCell();
    cell.colSpan = heads.length;
    cell.textContent = 'Nothing in these files.';
  }
  const scroll = document.createElement('div');
  scroll.className = 'report-scroll';
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', caption);
  scroll.append(made);
  return scroll;
}
