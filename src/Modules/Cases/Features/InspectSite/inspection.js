// 现场核查 on a phone: what is typed and photographed stays on it until the server has it. Without this script the form is sent as any other.
(() => {
  'use strict';
  const form = document.querySelector('form[data-inspection]');
  if (!form) return;
  const number = form.dataset.inspection;
  const typed = `inspection-${number}`;
  const say = words => { document.querySelector('[data-inspection-state]').textContent = words; };
  const files = () => [...form.querySelectorAll('input[type=file]')];
  const fields = () => [...form.elements].filter(e => e.name && e.type !== 'file' && e.type !== 'submit');

  // ---- What is kept: words in localStorage, photographs and what waits to be sent in IndexedDB ----------------------
  const open = new Promise((done, failed) => {
    const request = indexedDB.open('inspection', 1);
    request.onupgradeneeded = () => { request.result.createObjectStore('photos'); request.result.createObjectStore('waiting'); };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const store = async (name, mode, act) => {
    const transaction = (await open).transaction(name, mode);
    const request = act(transaction.objectStore(name));
    return new Promise((done, failed) => {
      transaction.oncomplete = () => done(request?.result);
      transaction.onerror = () => failed(transaction.error);
    });
  };
  const photoKey = field => `${number}/${field}`;

  const keep = () => localStorage.setItem(typed, JSON.stringify(fields().map(e => [e.name, e.value, e.type === 'radio' || e.type === 'checkbox' ? e.checked : null])));
  const restore = () => {
    for (const [name, value, checked] of JSON.parse(localStorage.getItem(typed) ?? '[]')) {
      const same = fields().filter(e => e.name === name);
      if (checked === null) same.forEach(e => { if (!e.value || e.type === 'hidden') e.value = value; });
      else same.filter(e => e.value === value).forEach(e => { e.checked = checked; });
    }
  };
  const tellPhotos = async () => {
    for (const input of files()) {
      const photo = await store('photos', 'readonly', s => s.get(photoKey(input.name)));
      const line = form.querySelector(`[data-kept-for="${input.name}"]`);
      line.hidden = !photo;
      if (photo) line.textContent = `已存在手机上：${photo.name}`;
    }
  };
  const forget = async () => {
    localStorage.removeItem(typed);
    for (const input of files()) await store('photos', 'readwrite', s => s.delete(photoKey(input.name)));
    await store('waiting', 'readwrite', s => s.delete(number));
    (await caches.open('inspection-1')).delete(location.pathname);
  };

  // ---- Sending: now, or when there is a network again ---------------------------------------------------------------
  const gather = async () => {
    const entries = fields().filter(e => (e.type !== 'radio' && e.type !== 'checkbox') || e.checked).map(e => [e.name, e.value]);
    for (const input of files()) {
      const photo = input.files[0] ?? await store('photos', 'readonly', s => s.get(photoKey(input.name)));
      if (photo) entries.push([input.name, photo]);
    }
    return entries;
  };
  const send = async entries => {
    const body = new FormData();
    for (const [name, value] of entries) if (value instanceof Blob) body.append(name, value, value.name ?? 'photo.jpg'); else body.append(name, value);
    const answer = await fetch(form.action, { method: 'POST', body });
    if (answer.ok && answer.redirected && !new URL(answer.url).pathname.startsWith('/sign-in')) {
      await forget();
      location.assign(answer.url);
      return;
    }
    if (answer.redirected || answer.status === 401) return say('登录已经过期。请在另一个窗口登录后再提交，填写的内容都在。');
    await store('waiting', 'readwrite', s => s.delete(number));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    document.querySelector('.error-summary')?.remove();
    const errors = page.querySelector('.error-summary');
    if (errors) form.before(errors);
    say(errors ? '没有提交成功，请按提示改正。' : page.querySelector('main')?.textContent.trim().replace(/\s+/g, ' ').slice(0, 200) ?? '没有提交成功，请稍后再试。');
    (errors ?? form).scrollIntoView();
  };
  const later = async entries => {
    await store('waiting', 'readwrite', s => s.put(entries, number));
    say('没有网络。记录已经存在这部手机上，有网络时自动提交；请不要清除浏览器数据。');
  };
  const trySending = async () => {
    const waiting = await store('waiting', 'readonly', s => s.get(number));
    if (!waiting || !navigator.onLine) return waiting && say('记录已经存在这部手机上，有网络时自动提交。');
    say('正在提交存在手机上的记录…');
    // What stands on the page now, not what stood there when it could not be sent: a word that was mended meanwhile goes up mended.
    const entries = await gather();
    try { await send(entries); } catch { await later(entries); }
  };

  form.addEventListener('input', keep);
  form.addEventListener('change', async event => {
    if (event.target.type !== 'file' || !event.target.files[0]) return;
    await store('photos', 'readwrite', s => s.put(event.target.files[0], photoKey(event.target.name)));
    tellPhotos();
  });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    keep();
    const entries = await gather();
    say('正在提交…');
    try { await send(entries); } catch { await later(entries); }
  });
  addEventListener('online', trySending);

  // ---- A signature drawn with the finger: a line of points, no picture ----------------------------------------------
  const drawing = form.querySelector('[data-drawing]');
  const canvas = drawing.querySelector('canvas');
  const drawn = form.elements['applicant-drawn'];
  const pen = canvas.getContext('2d');
  pen.lineWidth = 4;
  pen.lineCap = 'round';
  let down = false;
  const at = event => {
    const box = canvas.getBoundingClientRect();
    return [Math.round((event.clientX - box.left) * canvas.width / box.width), Math.round((event.clientY - box.top) * canvas.height / box.height)];
  };
  const line = (x, y, first) => { if (first) { pen.beginPath(); pen.moveTo(x, y); } else { pen.lineTo(x, y); pen.stroke(); } };
  const redraw = () => {
    for (const [, mark, x, y] of drawn.value.matchAll(/([ML])(\d+) (\d+) /g)) line(Number(x), Number(y), mark === 'M');
  };
  const stroke = (event, first) => {
    const [x, y] = at(event);
    line(x, y, first);
    drawn.value += `${first ? 'M' : 'L'}${Math.max(0, x)} ${Math.max(0, y)} `;
  };
  canvas.addEventListener('pointerdown', event => { down = true; canvas.setPointerCapture(event.pointerId); stroke(event, true); });
  canvas.addEventListener('pointermove', event => { if (down) stroke(event, false); });
  canvas.addEventListener('pointerup', () => { down = false; keep(); });
  drawing.querySelector('[data-clear]').addEventListener('click', () => { pen.clearRect(0, 0, canvas.width, canvas.height); drawn.value = ''; keep(); });
  drawing.hidden = false;

  // ---- The page itself is kept for a site without a network ---------------------------------------------------------
  const ready = async () => {
    if (!('serviceWorker' in navigator)) return;
    await navigator.serviceWorker.register('/workbench/inspection-worker.js');
    const cache = await caches.open('inspection-1');
    const parts = [...document.querySelectorAll('link[rel=stylesheet], script[src], img[src]')].map(e => new URL(e.href || e.src).pathname);
    await Promise.all([location.pathname, ...parts].map(path => cache.add(path).catch(() => {})));
    if (navigator.onLine && !(await store('waiting', 'readonly', s => s.get(number)))) say('这页已经存在手机上，没有网络也能打开和填写。');
  };

  restore();
  redraw();
  tellPhotos();
  trySending();
  ready();
})();
