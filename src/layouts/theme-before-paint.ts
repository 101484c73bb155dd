/** Sets the remembered colour scheme before the first paint; without one the system's is taken. Inline, so its hash is in the CSP. */
export const themeBeforePaint =
  "try{const t=localStorage.getItem('theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}";
