// Keeps the page of an inspection that was opened once, with its styles and scripts, so that it opens on a site without a network.
'use strict';
const kept = 'inspection-1';
const isPage = path => /^\/workbench\/cases\/[^/]+\/inspection$/.test(path);

self.addEventListener('install', event => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (!isPage(url.pathname) && !['style', 'script', 'font', 'image'].includes(request.destination)) return;
  event.respondWith((async () => {
    const cache = await caches.open(kept);
    try {
      const answer = await fetch(request);
      if (answer.ok && !answer.redirected) await cache.put(url.pathname, answer.clone());
      return answer;
    } catch (failed) {
      const known = await cache.match(url.pathname);
      if (known) return known;
      throw failed;
    }
  })());
});
