// 公用窗口电脑: covers the page when no hand has been on it for a while; the password of whose turn it is uncovers it, with all that was typed.
(() => {
  'use strict';
  const dialog = document.getElementById('desk-lock');
  const unlock = dialog.querySelector('form');
  const password = unlock.querySelector('[type=password]');
  const error = unlock.querySelector('[role=alert]');
  const idle = Number(dialog.dataset.deskIdle) * 1000;
  const touched = 'ow-desk-touched', opened = 'ow-desk-opened'; // Shared by the tabs of this computer.
  let told = Date.now();

  const send = path => fetch(path, { method: 'POST', body: new URLSearchParams(new FormData(unlock)), headers: { Accept: 'application/json' }, redirect: 'error' });
  const covered = () => document.documentElement.classList.contains('covered');
  const cover = () => {
    document.documentElement.classList.add('covered');
    error.hidden = true;
    if (!dialog.open) dialog.showModal();
    password.focus();
  };
  const uncover = () => {
    document.documentElement.classList.remove('covered');
    password.value = '';
    dialog.close();
    told = Date.now();
  };
  // Escape may close a dialog whatever is said to it: it opens again.
  dialog.addEventListener('close', () => { if (covered()) cover(); });

  const touch = async () => {
    if (covered()) return;
    const now = Date.now();
    localStorage.setItem(touched, now);
    if (now - told < 60000) return;
    told = now;
    const answer = await fetch('/desk/here', { method: 'POST', headers: { Accept: 'application/json' } }).catch(() => null);
    if (answer?.status === 423) cover();
  };
  for (const kind of ['pointerdown', 'keydown', 'wheel']) document.addEventListener(kind, touch, { passive: true });
  localStorage.setItem(touched, told);
  setInterval(() => {
    if (covered() || Date.now() - Number(localStorage.getItem(touched)) < idle) return;
    cover();
    send('/desk/lock').catch(() => {}); // Without a line the platform locks it by itself.
  }, 2000);
  window.addEventListener('storage', event => { if (event.key === opened && covered()) uncover(); });

  unlock.addEventListener('submit', async event => {
    event.preventDefault();
    error.hidden = true;
    let said = '没有连上平台，请检查网络后再试。';
    try {
      const answer = await send('/desk/unlock');
      if (answer.ok) {
        localStorage.setItem(touched, Date.now());
        localStorage.setItem(opened, Date.now());
        uncover();
        return;
      }
      said = answer.status === 401 ? '登录已经结束。请按“换人登录”，重新登录。' : (await answer.json().catch(() => ({}))).title ?? said;
    } catch { /* said already */ }
    error.textContent = said;
    error.hidden = false;
    password.select();
  });
})();
