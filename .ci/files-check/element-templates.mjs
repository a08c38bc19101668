// Every element template: valid by Camunda's schema, and of a job type that a worker of ours has.
import { readFileSync, readdirSync } from 'node:fs';
import { validateZeebe } from '@bpmn-io/element-templates-validator';

const root = new URL('../../', import.meta.url);
const types = readFileSync(new URL('src/main/java/io/tracebridge/workflow/JobTypes.java', root), 'utf8');
const files = readdirSync(new URL('element-templates/', root)).filter((name) => name.endsWith('.json'));
const wrong = [];
const ids = new Set();
for (const file of files) {
  const template = JSON.parse(readFileSync(new URL(`element-templates/${file}`, root), 'utf8'));
  const { valid, errors } = validateZeebe(template);
  if (!valid) {
    wrong.push(`${file}: ${errors.map((error) => `${error.instancePath ?? ''} ${error.message}`).join('; ')}`);
  }
  const type = template.properties.find((property) => property.binding.type === 'zeebe:taskDefinition'
    && property.binding.property === 'type')?.value;
  if (!types.includes(`"${type}"`)) {
    wrong.push(`${file}: no worker of ours has the job type ${type}`);
  }
  if (ids.has(template.id)) {
    wrong.push(`${file}: the id ${template.id} is taken by another template`);
  }
  ids.add(template.id);
}
if (files.length === 0) {
  wrong.push('there are no element templates');
}
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(`${files.length} element templates are valid`);
