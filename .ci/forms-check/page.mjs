// A form on a page, and the hands of the person who fills it in.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!DOCTYPE html><body></body>', { pretendToBeVisual: true });
// form-js reads these when it is loaded.
for (const name of ['window', 'document', 'Node', 'HTMLElement', 'Element', 'Event', 'KeyboardEvent', 'DOMParser',
  'requestAnimationFrame', 'cancelAnimationFrame', 'getComputedStyle', 'MutationObserver']) {
  globalThis[name] = name === 'window' ? window : window[name];
}
window.HTMLElement.prototype.scrollIntoView = () => {};
// The bundle, since it has the FEEL of its day in it: what a later one knows, Tasklist 8.6 may not.
const { createForm } = createRequire(import.meta.url)('./node_modules/@bpmn-io/form-js/dist/form-viewer.umd.js');

export async function open(name, data) {
  const schema = JSON.parse(readFileSync(new URL(`../../forms/${name}.form`, import.meta.url)));
  const container = document.body.appendChild(document.createElement('div'));
  const form = await createForm({ container, schema, data: structuredClone(data), debounce: false });
  const page = new Page(form, container);
  await page.settle();
  return page;
}

class Page {
  constructor(form, container) {
    this.form = form;
    this.container = container;
  }

  /** The inputs' labels, as people read them: a required one ends in a star. */
  labels() {
    return [...this.container.querySelectorAll('.fjs-form-field:not(.fjs-form-field-dynamiclist, .fjs-form-field-group)')]
      .filter((field) => field.querySelector('input, textarea'))
      .map((field) => text(field.querySelector('label')));
  }

  links() {
    return [...this.container.querySelectorAll('a')].map((link) => [text(link), link.getAttribute('href')])
      .filter(([words]) => words.startsWith('Open'));
  }

  /** The field with that label, the star left out; of several, the nth. */
  field(label, nth = 0) {
    const fields = [...this.container.querySelectorAll('.fjs-form-field')]
      .filter((field) => text(field.querySelector('label')).replace(/\*$/, '') === label);
    if (!fields[nth]) {
      throw new Error(`No field "${label}" but ${this.labels()}`);
    }
    return fields[nth];
  }

  value(label, nth) {
    return this.field(label, nth).querySelector('input, textarea').value;
  }

  async type(label, words, nth) {
    const input = this.field(label, nth).querySelector('input, textarea');
    input.value = words;
    input.dispatchEvent(new window.Event('input', { bubbles: true }));
    input.dispatchEvent(new window.Event('blur'));
    await this.settle();
  }

  /** What a select offers. */
  async options(label) {
    const field = this.field(label);
    for (const event of ['mousedown', 'focus']) {
      field.querySelector('input').dispatchEvent(new window.Event(event));
    }
    await this.settle();
    return [...field.querySelectorAll('.fjs-dropdownlist-item')];
  }

  async select(label, option) {
    const item = (await this.options(label)).find((one) => text(one) === option);
    item.dispatchEvent(new window.MouseEvent('mousedown', { bubbles: true }));
    await this.settle();
  }

  async clear(label) {
    this.field(label).querySelector('.fjs-select-cross').dispatchEvent(new window.MouseEvent('mousedown', { bubbles: true }));
    await this.settle();
  }

  async pick(label, option, nth) {
    [...this.field(label, nth).querySelectorAll('label')].find((one) => text(one) === option)
      .parentElement.querySelector('input').click();
    await this.settle();
  }

  submit() {
    return this.form.submit();
  }

  /** Effects run after a frame, and may bring a further one about. */
  async settle() {
    for (let frame = 0; frame < 4; frame++) {
      await new Promise((done) => window.requestAnimationFrame(() => setTimeout(done)));
    }
  }

  close() {
    this.form.destroy();
    this.container.remove();
  }
}

export function text(element) {
  return (element?.textContent ?? '').trim();
}
