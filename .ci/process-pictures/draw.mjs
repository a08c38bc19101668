// Each picture names the content it was drawn from, so that a test can tell a stale one.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const root = new URL('../../', import.meta.url);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0 });
const page = await browser.newPage();
await page.setContent('<div id="canvas" style="width: 2000px; height: 1000px"></div>');
await page.addScriptTag({ path: new URL('node_modules/bpmn-js/dist/bpmn-viewer.production.min.js', import.meta.url).pathname });
const files = ['bpmn/', 'docs/examples/'].flatMap((folder) => readdirSync(new URL(folder, root))
  .filter((name) => name.endsWith('.bpmn')).map((name) => [folder, name]));
for (const [folder, file] of files) {
  const xml = readFileSync(new URL(folder + file, root), 'utf8');
  const svg = await page.evaluate(async (source) => {
    const viewer = new BpmnJS({ container: '#canvas' });
    await viewer.importXML(source);
    const { svg } = await viewer.saveSVG();
    viewer.destroy();
    return svg;
  }, xml);
  // The viewer draws lots for the names of its arrow heads.
  const names = [...svg.matchAll(/<marker id="([^"]+)"/g)].map((marker) => marker[1]);
  const named = names.reduce((text, name, n) => text.replaceAll(name, `arrow-${n}`), svg);
  const hash = createHash('sha256').update(xml).digest('hex');
  const drawn = named.replace(/<!--[^]*?-->\s*/g, '').replace('<svg ', `<!-- drawn from ${file}, sha256 ${hash} -->\n<svg style="background: #fff" `);
  writeFileSync(new URL(`docs/images/${file.replace('.bpmn', '.svg')}`, root), drawn + '\n');
  console.log(file);
}
await browser.close();
