import { parseSetCookie, type SetCookie } from '../../wire/set-cookie.ts';
import { answersOf, type Seen } from '../../wire/transcript.ts';
import type { CookieAttributes, Expectation } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { matches, quote } from '../match.ts';
import { asExpected, differs, type Finding } from '../verdict.ts';
import { headDiffers, properName } from './head.ts';

type Of<Name extends Expectation['expect']> = Extract<Expectation, { expect: Name }>;

/** Answered: the last answer, or the one that is asked for, has this status and holds what it must. */
export function judgeAnswered({ client, status, head, to, nth }: Of<'answered'>, { transcript }: Evidence): Finding {
  const answer = answersOf(transcript, client, to).at(nth === undefined ? -1 : nth - 1);
  if (answer === undefined) return differs('no answer');
  if (answer.status !== status) return differs(sayAnswer(answer), answer.event);
  const wrong = headDiffers(head, (name) => fieldOf(answer, name), answer.body);
  return wrong === undefined
    ? asExpected(sayAnswer(answer), answer.event)
    : differs(`${status} ${wrong}`, answer.event);
}

/** Never answered: there were answers, and nothing in any of them matches. */
export function judgeNeverAnswered({ client, match, to }: Of<'neverAnswered'>, { transcript }: Evidence): Finding {
  const answers = answersOf(transcript, client, to);
  for (const answer of answers) {
    const said = [
      ...Object.entries(answer.headers).map(([name, value]) => ({ where: ` in ${properName(name)}`, value })),
    ];
    const all = [
      ...said,
      ...answer.setCookie.map((value) => ({ where: ' in Set-Cookie', value })),
      { where: '', value: answer.body },
    ];
    const found = all.find(({ value }) => matches(match, value));
    if (found !== undefined) return differs(`${answer.status} with ${quote(found.value)}${found.where}`, answer.event);
  }
  const last = answers.at(-1);
  return last === undefined ? differs('no answer') : asExpected(sayAnswer(last), last.event);
}

/** Sets a cookie: the last `Set-Cookie` of that name has these attributes. */
export function judgeSetsCookie({ client, name, attributes, to }: Of<'setsCookie'>, { transcript }: Evidence): Finding {
  const answers = answersOf(transcript, client, to);
  const set = answers.flatMap(({ setCookie, event }) => setCookie.map((line) => ({ ...parseSetCookie(line), event })));
  const cookie = set.findLast((found) => found.name === name);
  const last = answers.at(-1);
  if (cookie === undefined) {
    const names = set.map((found) => found.name).join(', ');
    return differs(names === '' ? (last === undefined ? 'no answer' : 'no cookie set') : `set ${names}`, last?.event);
  }
  const wrong = attributeDiffers(attributes, cookie);
  return wrong === undefined ? asExpected(`set ${name}`, cookie.event) : differs(`${name} ${wrong}`, cookie.event);
}

function attributeDiffers(wanted: CookieAttributes, found: SetCookie): string | undefined {
  const { path, httpOnly, secure, sameSite, domain } = wanted;
  if (path !== undefined && found.path !== path)
    return found.path === undefined ? 'without Path' : `with Path=${found.path}`;
  if (httpOnly !== undefined && found.httpOnly !== httpOnly) return `${httpOnly ? 'without' : 'with'} HttpOnly`;
  if (secure !== undefined && found.secure !== secure) return `${secure ? 'without' : 'with'} Secure`;
  if (domain !== undefined && (found.domain !== undefined) !== domain) return `${domain ? 'without' : 'with'} Domain`;
  if (sameSite === undefined || sameSite.some((value) => value === found.sameSite)) return undefined;
  return found.sameSite === undefined ? 'without SameSite' : `with SameSite=${found.sameSite}`;
}

function fieldOf(answer: Seen<'answer'>, name: string): string | undefined {
  if (name === 'set-cookie') return answer.setCookie.length === 0 ? undefined : answer.setCookie.join('\n');
  return Object.entries(answer.headers).find(([found]) => found.toLowerCase() === name)?.[1];
}

function sayAnswer({ status, body }: Seen<'answer'>): string {
  return body === '' ? `answered ${status}` : `answered ${status}, ${quote(body)}`;
}
