interface Post {
  readonly room: string;
  readonly line: string;
}

const LIMIT = 100;
const posts: Post[] = [];

/** Puts what somebody said in a room on the board, which keeps the last hundred posts. */
export function post(room: string, sub: string, text: string): void {
  posts.push({ room, line: `${sub}: ${text}` });
  if (posts.length > LIMIT) posts.shift();
}

/** What was said in these rooms, oldest first. */
export function board(rooms: readonly string[]): string[] {
  return posts.filter((entry) => rooms.includes(entry.room)).map((entry) => entry.line);
}
