type Scheme = 'http' | 'ws';

/** Where the server under test is: a port of localhost. */
export class ServerAddress {
  readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  get host(): string {
    return `localhost:${this.port}`;
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  /** The address of a path on it; an absolute address stays what it is. */
  at(scheme: Scheme, path: string): string {
    return /^[a-z+]+:/i.test(path) ? path : `${scheme}://${this.host}${path}`;
  }

  part(part: 'host' | 'origin' | 'port'): string {
    return part === 'port' ? String(this.port) : this[part];
  }
}
