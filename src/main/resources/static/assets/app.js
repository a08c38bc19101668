// What all pages share. No inline scripts, no eval: the content policy forbids them.

// Requests of htmx carry the token against cross-site requests; forms carry their own.
document.addEventListener('htmx:configRequest', (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token && event.detail.verb !== 'get') {
    event.detail.headers[token.dataset.header] = token.content;
  }
});

// A request that got no answer, or one that nobody foresaw.
for (const failure of ['htmx:sendError', 'htmx:responseError']) {
  document.addEventListener(failure, (event) => {
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (status !== 401) {
      say(status === 403 ? 'Your role does not allow this, or you were signed out meanwhile. Reload the page.'
        : status ? 'That failed (' + status + '). Reload the page and try again; the log of the program says why.'
          : 'No answer. Is the program running? Nothing was lost on this page; try again.');
    }
  });
}

function say(text) {
  const box = document.createElement('div');
  box.className = 'alert alert-danger';
  box.setAttribute('role', 'alert');
  box.textContent = text;
  document.getElementById('messages').replaceChildren(box);
  scrollTo(0, 0);
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-theme-switch]')) {
    const root = document.documentElement;
    const theme = root.getAttribute('data-bs-theme') === 'dark' ? 'light' : 'dark';
    root.setAttribute('data-bs-theme', theme);
    localStorage.setItem('theme', theme);
  }
});

// Each part of a page, when it arrives: times become "3 hours ago".
const steps = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

function ago(date) {
  const seconds = (date.getTime() - Date.now()) / 1000;
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) || steps.at(-1);
  return words.format(Math.trunc(seconds / size), unit);
}

function ready(part) {
  for (const time of part.querySelectorAll('time[data-ago]')) {
    const date = new Date(time.dateTime);
    time.title = date.toLocaleString();
    time.textContent = ago(date);
  }
}

document.addEventListener('DOMContentLoaded', () => htmx.onLoad(ready));
