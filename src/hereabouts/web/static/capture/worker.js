// Keeps the page on the phone so that it opens without signal. It keeps no answer of the server about anybody: the kit, the key
// and what is sent go past it.
"use strict";
const KEEP = `hereabouts-page-${VERSION}`;
const kept = (address) => FILES.includes(new URL(address).pathname);

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(KEEP)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { credentials: "omit", cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== KEEP).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || !kept(event.request.url)) return;
  const found = caches.open(KEEP).then((cache) => cache.match(event.request, { ignoreVary: true, ignoreSearch: true }));
  event.respondWith(found.then((answer) => answer || fetch(event.request)));
});
