/** An error's message as a learner reads it: Node names files by their whole path, the learner knows them from their project on. */
export function withoutFolders(message: string): string {
  return message.replaceAll(/[^\s'"]+/g, fromProject).replace(/\.$/, '');
}

/** Searched by index: an expression that looks for a path behind each slash takes minutes for a long message with many of them. */
function fromProject(word: string): string {
  const first = word.indexOf('/');
  const folder = word.lastIndexOf('/server/');
  if (first === -1 || folder <= first) return word;
  const isUrl = word.startsWith('///', first) && word.slice(0, first).endsWith('file:');
  return word.slice(0, isUrl ? first - 'file:'.length : first) + word.slice(folder + '/server/'.length);
}
