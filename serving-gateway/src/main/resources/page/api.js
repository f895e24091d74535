// Calls to the gateway, with the token. What it refuses becomes a Refusal that says what to do.

export class Refusal extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail || problem.title || `The gateway answered ${status}.`);
    this.status = status;
    this.title = problem.title || 'The gateway refused';
    this.kind = (problem.type || '').replace('urn:warecast:problem:', '');
    this.retryAfter = retryAfter;
  }
}

/** The gateway cannot be reached at all. */
const unreachable = () => new Refusal(0, {
  title: 'The gateway does not answer', detail: 'Check the connection; this is tried again by itself.',
}, 5);

export class Api {
  /** @param onRefusedToken called with the reason when the token no longer opens anything */
  constructor(token, onRefusedToken) {
    this.token = token;
    this.onRefusedToken = onRefusedToken;
  }

  get(path, query = {}, signal = undefined) {
    return this.call(`${path}${queryString(query)}`, { signal });
  }

  post(path, body, signal = undefined) {
    return this.call(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
  }

  async call(path, options) {
    const response = await this.open(path, options);
    return response.json();
  }

  /** The answer's head; its body is still to be read. */
  async open(path, options = {}) {
    let response;
    try {
      response = await fetch(`api/v1/${path}`, {
        ...options,
        cache: 'no-cache',
        headers: { Accept: 'application/json', ...options.headers, Authorization: `Bearer ${this.token}` },
      });
    } catch (e) {
      throw e.name === 'AbortError' ? e : unreachable();
    }
    if (response.ok) {
      return response;
    }
    const problem = await response.json().catch(() => ({}));
    const refusal = new Refusal(response.status, problem, Number(response.headers.get('Retry-After')) || null);
    if (response.status === 401) {
      this.onRefusedToken(refusal.message);
    }
    throw refusal;
  }
}

function queryString(query) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** When a token ends, in epoch milliseconds; null when that cannot be read from it. */
export function expiry(token) {
  try {
    const claims = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    return Number.isFinite(claims.exp) ? claims.exp * 1000 : null;
  } catch {
    return null;
  }
}
