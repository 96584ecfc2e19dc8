// What makes pages quicker. Every page works without it; nothing here is needed to get something done.
(() => {
  'use strict';
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const wait = ms => new Promise(done => setTimeout(done, ms));
  const time = () => new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });
  const size = bytes => bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

  // ---- Small courtesies ------------------------------------------------------------------------------------------
  const courtesies = () => {
    document.querySelector('[data-take-focus]')?.focus();
    for (const button of all('[data-print]')) {
      button.hidden = false;
      button.addEventListener('click', () => window.print());
    }
    document.addEventListener('click', event => {
      for (const menu of all('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
      // A link of the error summary puts the cursor into its field, not only the field on screen.
      const link = event.target.closest?.('.error-summary a[href^="#"]');
      const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (field) {
        event.preventDefault();
        field.closest('.field')?.scrollIntoView();
        field.focus({ preventScroll: true });
      }
    });
    document.addEventListener('keydown', event => {
      const menu = event.key === 'Escape' && event.target.closest?.('details.menu[open]');
      if (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
    });
  };

  // ---- Work lists by keyboard: j, k, Enter, /, ? -----------------------------------------------------------------
  const keys = () => {
    const dialog = document.getElementById('keys');
    if (!dialog) return;
    const rows = () => all('[data-rows] > *').filter(row => row.querySelector('a'));
    const move = step => {
      const list = rows();
      if (!list.length) return;
      const now = list.findIndex(row => row.classList.contains('at'));
      const next = list[Math.min(list.length - 1, Math.max(0, now < 0 ? 0 : now + step))];
      list[now]?.classList.remove('at');
      next.classList.add('at');
      next.querySelector('a').focus({ preventScroll: true });
      next.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.matches('input, textarea, select')) return;
      const act = {
        j: () => move(1),
        k: () => move(-1),
        '/': () => document.querySelector('[data-search]')?.focus(),
        '?': () => dialog.open ? dialog.close() : dialog.showModal(),
      }[event.key];
      if (!act || (dialog.open && event.key !== '?')) return;
      event.preventDefault();
      act();
    });
    document.addEventListener('focusin', event => {
      const row = event.target.closest?.('[data-rows] > *');
      if (!row) return;
      for (const other of all('[data-rows] > .at')) other.classList.remove('at');
      row.classList.add('at');
    });
  };

  // ---- Autosave: form[data-autosave=ADDRESS] -----------------------------------------------------------------------
  // Posts what was typed 600 ms after the last key; what could not be sent stays in the form and is tried again.
  // The answer may say {"saved":"14:32"}, the server's time. What is sent is numbered ("turn"), the form itself too: one that is
  // still under way when a later one has arrived comes too late and is left.
  const autosave = form => {
    const address = form.dataset.autosave;
    const say = form.querySelector('.save-state') ?? form.appendChild(Object.assign(document.createElement('p'), { className: 'save-state' }));
    say.setAttribute('role', 'status');
    let dirty = false, sending = false, timer = 0, pause = 2000, turn = 0;

    form.addEventListener('formdata', event => event.formData.set('turn', ++turn));
    const body = () => {
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      return new URLSearchParams(data);
    };
    const failed = (words, again) => {
      dirty = true;
      say.textContent = words;
      say.classList.add('save-failed');
      clearTimeout(timer);
      if (again) timer = setTimeout(save, pause = Math.min(pause * 2, 60000));
    };
    const save = async () => {
      clearTimeout(timer);
      if (!dirty || sending) return;
      sending = true;
      dirty = false;
      try {
        const answer = await fetch(address, { method: 'POST', body: body(), headers: { Accept: 'application/json' }, redirect: 'error' });
        if (answer.ok) {
          const told = await answer.json().catch(() => ({}));
          pause = 2000;
          say.classList.remove('save-failed');
          say.textContent = `已保存 ${told.saved ?? time()}`;
        } else if (answer.status === 401) {
          failed('登录已过期，填写的内容还在本页。请在新窗口登录，回到这里后会自动保存。', true);
        } else if (answer.status === 409) {
          failed('这份内容在别处有了改动，这里的修改还没有保存。请先记下修改，再刷新本页。', false);
        } else if (answer.status === 422) {
          failed('有一项内容不符合要求，暂未保存，修改后会自动保存。', false);
        } else {
          failed('未能保存，已留在本机，恢复网络后自动重试', true);
        }
      } catch {
        failed('未能保存，已留在本机，恢复网络后自动重试', true);
      }
      sending = false;
      if (dirty && !say.classList.contains('save-failed')) later();
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(save, 600);
    };
    form.addEventListener('input', event => {
      if (event.target.type === 'file') return;
      dirty = true;
      later();
    });
    form.addEventListener('change', event => { if (event.target.type !== 'file') save(); });
    form.addEventListener('submit', () => { dirty = false; clearTimeout(timer); });
    window.addEventListener('online', save);
    window.addEventListener('focus', save);
    window.addEventListener('pagehide', () => {
      if (dirty) fetch(address, { method: 'POST', body: body(), keepalive: true }).catch(() => {});
    });
    window.addEventListener('beforeunload', event => { if (dirty && say.classList.contains('save-failed')) event.preventDefault(); });
  };

  // ---- Uploads that resume: input[type=file][data-upload-url] (tus 1.0 core) ----------------------------------------
  const piece = 1048576;
  const version = { 'Tus-Resumable': '1.0.0' };
  // A file's name may be a person's: what the browser keeps is a mark of it that does not lead back.
  const mark = text => Array.from(text).reduce((sum, sign) => Math.imul(sum ^ sign.codePointAt(0), 16777619) >>> 0, 2166136261).toString(36);
  const word = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  class Refused extends Error {}
  const checked = async answer => {
    if (answer.ok) return answer;
    if (answer.status >= 500 || answer.status === 409 || answer.status === 423 || answer.status === 429) throw new Error(answer.status);
    const problem = await answer.json().catch(() => ({}));
    throw new Refused(problem.detail ?? problem.title ?? '文件没有被接收，请核对格式和大小后重新选择。');
  };

  const upload = input => {
    const form = input.form;
    const reference = all('[data-upload-of]', form ?? document).find(held => held.dataset.uploadOf === input.id);
    const place = input.parentElement.querySelector('.upload-state');
    const bar = document.createElement('progress');
    const say = document.createElement('span');
    place.append(bar, say);
    let turn = 0, busy = false, held = null;
    const show = (words, moving) => {
      place.hidden = false;
      bar.hidden = !moving;
      say.textContent = words;
    };
    bar.setAttribute('aria-label', '上传进度');
    for (const button of all(`[data-upload-now="${input.id}"]`)) button.hidden = true; // The file goes by itself.
    if (reference?.value) {
      input.required = false;
      show('文件已上传。重新选择可替换。', false);
    }

    const open = async (file, memory) => {
      const known = sessionStorage.getItem(memory);
      if (known) {
        const answer = await fetch(known, { method: 'HEAD', headers: version });
        if (answer.ok) return [known, Number(answer.headers.get('Upload-Offset')), answer.headers.get('Upload-File')];
        if (answer.status >= 500 || answer.status === 423 || answer.status === 429) throw new Error(answer.status);
        sessionStorage.removeItem(memory);
      }
      const answer = await checked(await fetch(input.dataset.uploadUrl, {
        method: 'POST',
        headers: {
          ...version,
          Accept: 'application/json',
          'Upload-Length': file.size,
          'Upload-Metadata': Object.entries({ ...JSON.parse(input.dataset.uploadMetadata ?? '{}'), filename: file.name })
            .map(([name, value]) => `${name} ${word(value)}`).join(','),
        },
      }));
      const address = new URL(answer.headers.get('Location'), location.href);
      sessionStorage.setItem(memory, address.pathname + address.search);
      return [address.pathname + address.search, 0];
    };

    const send = async file => {
      const mine = ++turn;
      const memory = `upload ${input.dataset.uploadUrl} ${input.dataset.uploadMetadata ?? ''} ${mark(file.name)} ${file.size} ${file.lastModified}`;
      let pause = 1000, address, offset, stored;
      bar.max = file.size;
      bar.value = 0;
      busy = true;
      show(`正在上传 ${file.name}（${size(file.size)}）`, true);
      while (mine === turn) {
        try {
          [address, offset, stored] = await open(file, memory);
          bar.value = offset;
          if (pause > 1000) show(`已恢复，从 ${size(offset)} 处继续上传 ${file.name}`, true);
          while (offset < file.size && mine === turn) {
            const answer = await checked(await fetch(address, {
              method: 'PATCH',
              headers: { ...version, Accept: 'application/json', 'Upload-Offset': offset, 'Content-Type': 'application/offset+octet-stream' },
              body: file.slice(offset, offset + piece),
            }));
            offset = Number(answer.headers.get('Upload-Offset'));
            bar.value = offset;
            stored = answer.headers.get('Upload-File');
            pause = 1000;
          }
          if (mine !== turn) return;
          sessionStorage.removeItem(memory);
          busy = false;
          if (reference) {
            reference.value = stored ?? address;
            input.value = '';
            input.required = false;
          }
          show(`已上传：${file.name}（${size(file.size)}）`, false);
          input.dispatchEvent(new CustomEvent('ow:uploaded', { bubbles: true, detail: { address, file: stored } }));
          if (held) form.requestSubmit(held.button);
          return;
        } catch (error) {
          if (mine !== turn) return;
          if (error instanceof Refused) {
            sessionStorage.removeItem(memory);
            busy = false;
            held = null;
            input.value = '';
            show(error.message, false);
            return;
          }
          show(`网络中断，已传 ${size(offset ?? 0)}，恢复后从断点继续`, true);
          await Promise.race([wait(pause), new Promise(back => window.addEventListener('online', back, { once: true }))]);
          pause = Math.min(pause * 2, 15000);
        }
      }
    };

    input.addEventListener('change', () => {
      const file = input.files[0];
      turn++;
      busy = false;
      if (!file) return;
      const most = Number(input.dataset.maxBytes);
      if (most && file.size > most) {
        input.value = '';
        show(`${file.name} 有 ${size(file.size)}，超过上限 ${size(most)}，请压缩后再上传。`, false);
        return;
      }
      if (file.size > 0) send(file);
    });
    form?.addEventListener('submit', event => {
      if (!busy) return;
      event.preventDefault();
      held = { button: event.submitter };
      show('文件还在上传，传完后会自动提交，请稍候。', true);
    });
  };

  // ---- Questions that another one opens: [data-only-if=FIELD][data-only-if-value=VALUE] ---------------------------------
  const onlyIf = block => {
    const form = block.closest('form');
    for (const words of all('.only-if-words', block)) words.hidden = true;
    const show = () => { block.hidden = form.elements[block.dataset.onlyIf]?.value !== block.dataset.onlyIfValue; };
    form.addEventListener('change', show);
    show();
  };

  // ---- Regions from above to below: [data-regions=ADDRESS] holds a list a level; ADDRESS/CODE/below lists what lies under a choice ----
  const regions = field => {
    const lists = all('.region select', field);
    for (const button of all('.regions-next', field)) button.hidden = true;
    const fill = (at, offered) => {
      const [none] = lists[at].options;
      lists[at].replaceChildren(none, ...offered.map(r => new Option(r.name, r.code)));
      lists[at].value = '';
      lists[at].disabled = false;
      lists[at].closest('.region').hidden = offered.length === 0;
    };
    lists.forEach((list, at) => list.addEventListener('change', async () => {
      for (let below = at + 1; below < lists.length; below++) fill(below, []);
      if (at + 1 >= lists.length || !list.value) return;
      const asked = list.value;
      try {
        const answer = await fetch(`${field.dataset.regions}/${asked}/below`, { headers: { Accept: 'application/json' } });
        if (answer.ok && list.value === asked) fill(at + 1, await answer.json());
      } catch {
        for (const button of all('.regions-next', field)) button.hidden = false;
      }
    }));
  };

  // ---- A place on a scan: [data-mark=INPUT] is drawn upon, the input takes "page,left,top,width,height" in per cent -------
  const scanMark = box => {
    const input = document.getElementById(box.dataset.mark);
    const file = document.getElementById(`${box.dataset.mark}-file`);
    const rect = box.querySelector('rect');
    let from = null;
    const at = event => {
      const edge = box.getBoundingClientRect();
      const part = (value, most) => Math.min(100, Math.max(0, Math.round(value / most * 100)));
      return [part(event.clientX - edge.left, edge.width), part(event.clientY - edge.top, edge.height)];
    };
    const draw = to => {
      const [left, top] = [Math.min(from[0], to[0]), Math.min(from[1], to[1])];
      const [width, height] = [Math.max(1, Math.abs(from[0] - to[0])), Math.max(1, Math.abs(from[1] - to[1]))];
      const [x, y] = [Math.min(left, 100 - width), Math.min(top, 100 - height)];
      for (const [name, value] of Object.entries({ x, y, width, height })) rect.setAttribute(name, value);
      input.value = [1, x, y, width, height].join(',');
      if (file) file.value = box.dataset.markFile;
    };
    box.addEventListener('pointerdown', event => { event.preventDefault(); box.setPointerCapture(event.pointerId); from = at(event); draw(from); });
    box.addEventListener('pointermove', event => { if (from) draw(at(event)); });
    box.addEventListener('pointerup', () => { from = null; });
    box.addEventListener('pointercancel', () => { from = null; });
  };

  // ---- Suggestions under the search box, while typing ------------------------------------------------------------------
  const suggest = form => {
    const input = form.querySelector('input[type=search]');
    const list = form.appendChild(Object.assign(document.createElement('ul'), { className: 'suggest', id: `${input.id}-suggest`, hidden: true }));
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', '输入提示');
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' })) input.setAttribute(name, value);
    let timer = 0, turn = 0, at = -1;
    const choose = next => {
      list.children[at]?.setAttribute('aria-selected', 'false');
      at = next;
      list.children[at]?.setAttribute('aria-selected', 'true');
      if (at < 0) input.removeAttribute('aria-activedescendant');
      else input.setAttribute('aria-activedescendant', list.children[at].id);
    };
    const show = links => {
      choose(-1);
      list.replaceChildren(...links.map(({ words, path }, i) => {
        const option = Object.assign(document.createElement('li'), { id: `${list.id}-${i}`, textContent: words });
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.dataset.path = path;
        return option;
      }));
      list.hidden = !links.length;
      input.setAttribute('aria-expanded', String(!list.hidden));
    };
    input.addEventListener('input', () => {
      clearTimeout(timer);
      const mine = ++turn;
      if (!input.value.trim()) return show([]);
      timer = setTimeout(async () => {
        const answer = await fetch(`/search/suggest?q=${encodeURIComponent(input.value.trim().slice(0, 40))}`).catch(() => null);
        if (mine === turn) show(answer?.ok ? await answer.json() : []);
      }, 120);
    });
    input.addEventListener('keydown', event => {
      if (list.hidden || event.isComposing) return;
      if (event.key === 'ArrowDown') choose(Math.min(list.children.length - 1, at + 1));
      else if (event.key === 'ArrowUp') choose(Math.max(-1, at - 1));
      else if (event.key === 'Escape') show([]);
      else if (event.key === 'Enter' && at >= 0) location.href = list.children[at].dataset.path;
      else return;
      event.preventDefault();
    });
    list.addEventListener('mousedown', event => event.preventDefault());
    list.addEventListener('click', event => { if (event.target.dataset.path) location.href = event.target.dataset.path; });
    input.addEventListener('blur', () => { turn++; show([]); });
  };

  const start = () => {
    all('form[role=search][action="/search"]').forEach(suggest);
    all('[data-mark]').forEach(scanMark);
    courtesies();
    all('form [data-only-if]').forEach(onlyIf);
    all('[data-regions]').forEach(regions);
    keys();
    all('form[data-autosave]').forEach(autosave);
    all('input[type=file][data-upload-url]').forEach(upload);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
