import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { open, text } from './page.mjs';

const context = { project: 'shop', integration: 'JIRA TEST', tracker: 'Jira Cloud', fingerprint: '1a2b3c4d' };

/** As the process hands a field to the form: its value stands ready for every kind of input. */
function field({ value = '', ...other }) {
  return { type: 'string', required: false, allowed: [], help: '', value, choice: value, optionalChoice: value,
    line: value, optionalLine: value, text: value, optionalText: value, ...other };
}

const choices = (...values) => values.map((value) => ({ label: value, value }));

const data = {
  ...context,
  groupUrl: 'https://errors.example/projects/shop/groups/1a2b3c4d_5e',
  title: 'shop: NullPointerException',
  owner: 'u-1',
  ownerAccount: null,
  owners: [{ label: 'Ann Archer', value: 'u-1' }, { label: 'Bob Baker', value: 'u-2' }],
  note: '',
  fields: [
    field({ name: 'components', label: 'Components', required: true, allowed: choices('Cart', 'Payment'), help: 'One of ours.' }),
    field({ name: 'cf_7', label: 'Steps', required: true }),
    field({ name: 'cf_8', label: 'Root cause', required: true, type: 'text' }),
    field({ name: 'severity', label: 'Severity', allowed: choices('S1', 'S2'), value: 'S2' }),
    field({ name: 'cf_9', label: 'Build', value: '1.2.3', help: 'Filled by the integration.' }),
    field({ name: 'cf_10', label: 'Remarks', type: 'text', value: 'one\ntwo' }),
  ],
};

describe('Complete issue details', () => {
  let page;

  const opened = async (changes = {}) => page = await open('complete-issue-details', { ...data, ...changes });

  beforeEach(() => page = undefined);
  afterEach(() => page?.close());

  it('asks for the title, the owner and each field once, and says which it needs', async () => {
    await opened();
    assert.deepEqual(page.labels(), ['Project', 'Integration', 'Tracker', 'Error group', 'Title*', 'Owner',
      'Components*', 'Steps*', 'Root cause*', 'Severity', 'Build', 'Remarks']);
    assert.deepEqual(page.links(), [['Open the group', data.groupUrl]]);
    assert.equal(text(page.field('Build').querySelector('.fjs-form-field-description')), 'Filled by the integration.');
    assert.equal(page.value('Owner'), 'Ann Archer');
    assert.equal(page.value('Severity'), 'S2');
    assert.equal(page.value('Build'), '1.2.3');
    assert.equal(page.value('Remarks'), 'one\ntwo');
  });

  it('refuses what is missing, and nothing else', async () => {
    await opened({ title: '' });
    assert.deepEqual(page.submit().errors, {
      Title: ['Field is required.'],
      RequiredChoice: [['Field is required.']],
      RequiredLine: [, ['Field is required.']],
      RequiredText: [, , ['Field is required.']],
    });
    await page.settle();
    assert.match(text(page.field('Steps')), /Field is required\.$/);
  });

  it('takes no blanks for words', async () => {
    await opened({ fields: data.fields.slice(1, 3) });
    await page.type('Title', '  ');
    await page.type('Steps', ' ');
    await page.type('Root cause', '\n');
    assert.deepEqual(Object.keys(page.submit().errors), ['Title', 'RequiredLine', 'RequiredText']);
  });

  it('takes a title of a thousand characters and no more', async () => {
    await opened({ fields: [] });
    await page.type('Title', 'x'.repeat(1000));
    assert.deepEqual(page.submit().errors, {});
    await page.type('Title', 'x'.repeat(1001));
    assert.deepEqual(Object.keys(page.submit().errors), ['Title']);
  });

  it('sends what was typed and chosen, and what was there before', async () => {
    await opened();
    await page.type('Title', 'The cart is empty');
    await page.select('Owner', 'Bob Baker');
    await page.select('Components', 'Payment');
    await page.type('Steps', 'Log in');
    await page.type('Root cause', 'Two\nlines');
    assert.deepEqual(page.submit(), {
      errors: {},
      data: {
        ...context,
        title: 'The cart is empty',
        owner: 'u-2',
        fields: [
          { name: 'components', choice: 'Payment' },
          { name: 'cf_7', line: 'Log in' },
          { name: 'cf_8', text: 'Two\nlines' },
          { name: 'severity', optionalChoice: 'S2' },
          { name: 'cf_9', optionalLine: '1.2.3' },
          { name: 'cf_10', optionalText: 'one\ntwo' },
        ],
      },
    });
  });

  it('lets the owner and optional fields be emptied', async () => {
    await opened({ fields: data.fields.slice(3) });
    await page.clear('Owner');
    await page.clear('Severity');
    await page.type('Build', '');
    await page.type('Remarks', '');
    const { data: sent, errors } = page.submit();
    assert.deepEqual(errors, {});
    assert.equal(sent.owner, null);
    assert.deepEqual(sent.fields, [{ name: 'severity', optionalChoice: null }, { name: 'cf_9', optionalLine: '' },
      { name: 'cf_10', optionalText: '' }]);
  });

  it('takes the owner in writing where the tracker lists nobody, and says why', async () => {
    await opened({ owners: [], owner: '', note: 'What Jira offers is missing here.', fields: [] });
    assert.equal(page.value('Note'), 'What Jira offers is missing here.');
    assert.equal(page.value('Owner'), '');
    await page.type('Owner', 'bob');
    const { note, ...sent } = page.submit().data;
    assert.deepEqual(sent, { ...context, title: data.title, ownerAccount: 'bob' });
  });

  it('asks nothing more where there are no fields', async () => {
    await opened({ fields: [] });
    assert.deepEqual(page.labels(), ['Project', 'Integration', 'Tracker', 'Error group', 'Title*', 'Owner']);
    assert.deepEqual(page.submit().errors, {});
  });

  it('shows hostile words as words', async () => {
    const hostile = '=1+1 {{2+2}} **b** <img src="//evil.example"> [x](//evil.example)';
    await opened({ note: hostile, fields: [field({ name: 'cf', label: hostile, help: hostile })] });
    assert.equal(page.labels().at(-1), hostile);
    assert.equal(page.value('Note'), hostile);
    assert.equal(page.container.querySelectorAll('img, b, strong').length, 0);
    assert.equal(page.links().length, 1);
  });

  it('links to nothing that is not plainly an address', async () => {
    for (const groupUrl of ['javascript:alert(1)', 'https://a.example/) ![x](https://evil.example', null]) {
      await opened({ groupUrl });
      assert.deepEqual(page.links(), []);
      assert.equal(page.container.querySelector('.fjs-form img'), null);
      page.close();
    }
    page = undefined;
  });
});
