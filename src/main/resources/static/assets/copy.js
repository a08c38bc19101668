// Buttons that copy: the text in data-copy, or that of the element which data-copy-from names.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy], [data-copy-from]');
  if (!button) {
    return;
  }
  const source = document.getElementById(button.dataset.copyFrom);
  const copied = await copy(source ? source.textContent : button.dataset.copy);
  if (source) {
    if (!copied) {
      // Without https there may be no clipboard: select it, so that the keyboard can.
      getSelection().selectAllChildren(source);
    }
    button.textContent = copied ? 'Copied' : 'Selected';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  } else {
    document.getElementById('copied').textContent = copied ? 'Copied' : 'This browser does not let it be copied';
  }
});

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyTheOldWay(text);
  }
}

function copyTheOldWay(text) {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  before?.focus();
  return copied;
}
