/** A real app stores slow, salted hashes (scrypt, Argon2), so that a stolen table is not a list of passwords. */
const passwords = new Map([
  ['ann', 'pw-ann'],
  ['bob', 'pw-bob'],
]);

/** Whether this is the user's password. Takes anything, since it comes from the network. */
export function passwordIsRight(user: unknown, password: unknown): user is string {
  return typeof user === 'string' && passwords.has(user) && passwords.get(user) === password;
}
