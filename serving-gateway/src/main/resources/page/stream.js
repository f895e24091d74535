// Server-sent events through fetch, because EventSource cannot send a token.

const SILENCE_MILLIS = 45_000;
const LONGEST_PAUSE_MILLIS = 30_000;

/**
 * Follows the forecasts of a series until the signal aborts, and connects anew when the stream ends.
 *
 * @param on {forecast(forecast), state('live' | 'waiting' | 'refused', refusal?)}
 */
export async function follow(api, series, signal, on) {
  let pause = 1000;
  let lastId = '';
  while (!signal.aborted) {
    const silence = watchdog(signal);
    try {
      const response = await api.open(`streams/forecasts?series=${encodeURIComponent(series)}`, {
        signal: silence.signal,
        headers: { Accept: 'text/event-stream', ...(lastId && { 'Last-Event-ID': lastId }) },
      });
      on.state('live');
      for await (const event of events(response.body, silence.heard)) {
        pause = 1000;
        lastId = event.id || lastId;
        if (event.event === 'forecast') {
          on.forecast(JSON.parse(event.data));
        }
      }
    } catch (e) {
      if (signal.aborted) {
        break;
      }
      if (e.status >= 400 && e.status < 500 && e.status !== 429) {
        on.state('refused', e);
        break;
      }
      pause = Math.max(pause, (e.retryAfter ?? 0) * 1000);
    } finally {
      silence.stop();
    }
    if (signal.aborted) {
      break;
    }
    on.state('waiting');
    await sleep(pause, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
  }
}

/** Aborts with its parent, and when nothing has been heard for longer than three heartbeats. */
function watchdog(parent) {
  const own = new AbortController();
  const abort = () => own.abort();
  let timer = setTimeout(abort, SILENCE_MILLIS);
  parent.addEventListener('abort', abort);
  return {
    signal: own.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(abort, SILENCE_MILLIS);
    },
    stop() {
      clearTimeout(timer);
      parent.removeEventListener('abort', abort);
    },
  };
}

async function* events(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    heard();
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    yield* blocks.map(parse).filter((event) => event.data);
  }
}

function parse(block) {
  const event = {};
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) {
      const field = line.slice(0, colon);
      const value = line.slice(colon + 1).replace(/^ /, '');
      event[field] = field in event ? `${event[field]}\n${value}` : value;
    }
  }
  return event;
}

function sleep(millis, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
