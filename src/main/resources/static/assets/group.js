// A group's page: copying its fingerprint, drawing its occurrences.

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (button) {
    await copy(button.dataset.copy);
    document.getElementById('copied').textContent = 'Copied ' + button.dataset.copy.slice(0, 7) + '…';
  }
});

async function copy(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return;
    } catch {
      // Not allowed here; the old way may be.
    }
  }
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

// The library is loaded on the first page that draws something.
let library;

function load(source) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = source;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

async function draw(canvas) {
  await load(canvas.dataset.script);
  if (!canvas.isConnected) {
    return;
  }
  Chart.getChart(canvas)?.destroy();
  const style = getComputedStyle(document.body);
  const text = style.getPropertyValue('--tblr-secondary-color') || style.color;
  const line = style.getPropertyValue('--tblr-border-color');
  new Chart(canvas, {
    type: 'bar',
    data: {
      labels: JSON.parse(canvas.dataset.labels),
      datasets: [{
        data: JSON.parse(canvas.dataset.counts),
        backgroundColor: style.getPropertyValue('--tblr-primary'),
        borderRadius: 2,
        maxBarThickness: 28,
        minBarLength: 0,
      }],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: { legend: { display: false }, tooltip: { displayColors: false } },
      scales: {
        x: { grid: { display: false }, border: { color: line }, ticks: { color: text, maxRotation: 0, autoSkipPadding: 12 } },
        y: { beginAtZero: true, border: { display: false }, grid: { color: line }, ticks: { color: text, precision: 0, maxTicksLimit: 5 } },
      },
    },
  });
}

function drawAll(part) {
  const within = part.matches?.('canvas[data-chart]') ? [part] : part.querySelectorAll('canvas[data-chart]');
  within.forEach(draw);
}

document.addEventListener('DOMContentLoaded', () => htmx.onLoad(drawAll));
document.addEventListener('htmx:beforeCleanupElement', (event) => {
  if (event.target.matches?.('canvas[data-chart]') && window.Chart) {
    Chart.getChart(event.target)?.destroy();
  }
});
new MutationObserver(() => drawAll(document))
  .observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] });
