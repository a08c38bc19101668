// The wizard, where HTML and htmx do not reach: macros at the cursor, rows moved by dragging. The
// buttons beside the rows do the same for the keyboard.

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-insert]');
  if (button) {
    const field = document.getElementById(button.dataset.insertInto);
    field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, 'end');
    field.focus();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
});

let dragged = null;

function place(text) {
  const at = text.lastIndexOf(':');
  return { list: text.slice(0, at), row: Number(text.slice(at + 1)) };
}

function target(event) {
  const row = dragged && event.target.closest('[data-row]');
  return row && place(row.dataset.row).list === dragged.list ? row : null;
}

document.addEventListener('dragstart', (event) => {
  const handle = event.target.closest && event.target.closest('[data-drag]');
  dragged = handle ? place(handle.dataset.drag) : null;
  if (handle) {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setDragImage(handle.closest('[data-row]'), 0, 0);
  }
});

document.addEventListener('dragover', (event) => {
  if (target(event)) {
    event.preventDefault();
  }
});

document.addEventListener('drop', (event) => {
  const row = target(event);
  if (row) {
    event.preventDefault();
    const move = row.closest('.card-body').querySelector('[data-move]');
    move.value = `move:${dragged.list}:${dragged.row}:${place(row.dataset.row).row}`;
    move.click();
  }
  dragged = null;
});
