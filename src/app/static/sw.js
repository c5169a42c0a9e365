// Offline. `inzage publish` puts three constants before this:
// BUILD  a hash over all of FILES: another build is another cache
// FILES  every file of the page by its address below this folder ("" is the page itself), with the first half of the
//        SHA-256 of its bytes
// LATER  the same of what few readers ask for: kept when it was fetched once

const scope = self.registration.scope;
// The scope is part of the name: several dossiers can live on one host and share its cache storage.
const prefix = `inzage ${scope} `;
const name = prefix + BUILD;

// All or nothing: one file that is missing or has other bytes, and this version is not installed.
self.addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  const files = await Promise.all(Object.entries(FILES).map(fetched));
  const cache = await caches.open(name);
  await Promise.all(files.map(([address, response]) => cache.put(address, response)));
}

async function fetched([path, hash]) {
  const address = new URL(path, scope).href;
  // "no-cache" asks the host whether its copy is newer, and does not load again what has not changed.
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!found.startsWith(hash)) throw new Error(`${address}: expected ${hash}, found ${found}`);
  // A response of our own: one that a host redirected may not answer a navigation. The bytes are unpacked by now.
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return [address, new Response(bytes, { headers })];
}

self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  for (const old of await caches.keys()) {
    if (old.startsWith(prefix) && old !== name) await caches.delete(old);
  }
  // The first visit is kept too, without a second one.
  await self.clients.claim();
}

// Only the button of the update notice asks for this.
self.addEventListener("message", (event) => {
  if (event.data === "skipWaiting") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(name);
  const path = request.url.slice(scope.length).replace(/[?#].*/, "");
  const kept = await cache.match(new URL(path === "index.html" ? "" : path, scope).href);
  if (kept) return kept;
  if (path in LATER) {
    const [address, response] = await fetched([path, LATER[path]]);
    await cache.put(address, response.clone()).catch(() => {}); // no room: it works this time
    return response;
  }
  try {
    return await fetch(request);
  } catch (error) {
    // To the page itself, with the fragment; answered in place, its relative addresses would miss.
    if (request.mode === "navigate") return Response.redirect(scope);
    throw error;
  }
}
