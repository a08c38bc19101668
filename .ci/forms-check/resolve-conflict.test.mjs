import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import { open } from './page.mjs';

const context = { project: 'shop', integration: 'JIRA TEST', tracker: 'Jira Cloud', issue: 'SHOP-7',
  reason: 'Both sides changed since they last agreed.' };

const state = { field: 'state', label: 'State', base: 'open', ours: 'resolved', theirs: 'In Progress', choice: null };

const assignee = { field: 'assignee', label: 'Assignee', base: '', ours: 'ann', theirs: 'Bob Baker', choice: null };

const data = { ...context, groupUrl: 'https://errors.example/projects/shop/groups/1a2b',
  issueUrl: 'https://acme.example/browse/SHOP-7', conflicts: [state, assignee] };

const here = 'Keep what is here, and change the issue';
const there = 'Take what the tracker has, and change the group';

let page;

afterEach(() => page.close());

it('shows what was agreed and what each side has now', async () => {
  page = await open('resolve-conflict', data);
  assert.deepEqual(page.links(), [['Open the issue', data.issueUrl], ['Open the group', data.groupUrl]]);
  for (const [nth, { base, ours, theirs }] of [state, assignee].entries()) {
    assert.deepEqual([page.value('Agreed last', nth), page.value('Here now', nth), page.value('In the tracker now', nth)],
      [base, ours, theirs]);
  }
});

it('wants a choice for every field', async () => {
  page = await open('resolve-conflict', data);
  assert.deepEqual(page.submit().errors, { Choice: [['Field is required.'], ['Field is required.']] });
  await page.pick('Which one holds?', there, 1);
  assert.deepEqual(page.submit().errors, { Choice: [['Field is required.']] });
});

it('sends the choices', async () => {
  page = await open('resolve-conflict', data);
  await page.pick('Which one holds?', here, 0);
  await page.pick('Which one holds?', there, 1);
  const { label: _, ...first } = { ...state, choice: 'ours' };
  const { label: __, ...second } = { ...assignee, choice: 'theirs' };
  assert.deepEqual(page.submit(), { errors: {}, data: { ...context, conflicts: [first, second] } });
});
