/** Shared by whoever signs and whoever verifies. A real app reads it from its environment, never from its source. */
export const secret = new TextEncoder().encode('lab-secret-lab-secret-lab-secret-32b');
export const issuer = 'https://issuer.lab';
export const audience = 'chat';
