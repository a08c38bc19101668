// The triage list: selection, keys, and forms of actions in a dialog. Without it each action is a page of its own.
(() => {
  // Forms of actions -------------------------------------------------------------------------------------------------

  function dialog() {
    let box = document.getElementById('action-dialog');
    if (!box) {
      box = document.createElement('dialog');
      box.id = 'action-dialog';
      box.setAttribute('aria-label', 'Action');
      document.body.append(box);
    }
    return box;
  }

  async function show(address) {
    const box = dialog();
    box.replaceChildren();
    await htmx.ajax('GET', address, { target: box, select: '#action', swap: 'innerHTML' });
    if (box.querySelector('#action') && !box.open) {
      box.showModal();
    }
  }

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-dialog]');
    if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      show(opener.form ? opener.formAction + '?' + new URLSearchParams(new FormData(opener.form)) : opener.href);
    }
    const closer = event.target.closest('dialog [data-close]');
    if (closer) {
      event.preventDefault();
      event.stopPropagation();
      closer.closest('dialog').close();
    }
  }, true);

  // Whoever fills in a condition wants it.
  document.addEventListener('input', (event) => {
    const until = event.target.closest('[data-until-conditions]')?.closest('[data-until]');
    if (until && event.target.value) {
      until.querySelector('[data-until-met]').checked = true;
    }
  });

  // Selection --------------------------------------------------------------------------------------------------------

  const boxes = () => [...document.querySelectorAll('input[name="group"][form="bulk"]')];

  function count() {
    const bulk = document.querySelector('[data-bulk]');
    if (!bulk) {
      return;
    }
    const all = boxes();
    const selected = all.filter((box) => box.checked);
    bulk.querySelector('[data-selected]').textContent = selected.length ? selected.length + ' selected' : '';
    for (const button of bulk.querySelectorAll('button')) {
      button.disabled = selected.length === 0;
    }
    const every = bulk.querySelector('[data-select-all]');
    every.checked = selected.length === all.length;
    every.indeterminate = selected.length > 0 && selected.length < all.length;
    for (const box of all) {
      box.closest('[data-group]').classList.toggle('selected', box.checked);
    }
  }

  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-select-all]')) {
      boxes().forEach((box) => { box.checked = event.target.checked; });
    }
    if (event.target.matches('[data-select-all], input[name="group"][form="bulk"]')) {
      count();
    }
  });

  // Keys -------------------------------------------------------------------------------------------------------------

  function move(step) {
    const rows = [...document.querySelectorAll('[data-group]')];
    const current = rows.indexOf(document.activeElement.closest('[data-group]'));
    const next = current < 0 ? (step > 0 ? 0 : rows.length - 1) : current + step;
    rows[Math.max(0, Math.min(next, rows.length - 1))].querySelector('[data-open]').focus();
  }

  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input:not([type="checkbox"]), select, textarea, dialog, .dropdown-menu');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !document.querySelector('[data-bulk]')) {
      return;
    }
    const row = event.target.closest('[data-group]');
    const onMenu = event.target.closest('.dropdown');
    if (event.key === 'j' || (event.key === 'ArrowDown' && row && !onMenu)) {
      move(1);
    } else if (event.key === 'k' || (event.key === 'ArrowUp' && row && !onMenu)) {
      move(-1);
    } else if (event.key === 'x' && row) {
      row.querySelector('input[name="group"]').click();
    } else if (event.key === '/') {
      document.getElementById('q').select();
      document.getElementById('q').focus();
    } else {
      return;
    }
    event.preventDefault();
  });

  // Addresses say only what is asked for ---------------------------------------------------------------------------------

  document.addEventListener('htmx:configRequest', (event) => {
    if (event.detail.elt.id === 'filter') {
      for (const [name, value] of [...event.detail.formData]) {
        if (value === '' || (name === 'sort' && value === 'last-seen')) {
          event.detail.formData.delete(name);
        }
      }
    }
  });

  document.addEventListener('DOMContentLoaded', () => htmx.onLoad(count));
})();
