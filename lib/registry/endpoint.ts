/** Everything needed to talk to one registry. Holds its password: it never leaves the server. */
export interface RegistryEndpoint {
  /** Stands for the registry in messages and errors. */
  readonly slug: string;
  readonly name: string;
  /** `https://host:5000` or `http://…`, perhaps with a path prefix; never ends with `/` or `/v2`. */
  readonly url: string;
  /** An `http://` url is refused unless this is set. */
  readonly plainHttp: boolean;
  readonly skipTlsVerify: boolean;
  /** Certificates in PEM that are trusted besides the system's. */
  readonly ca?: string;
  readonly credentials?: { readonly username: string; readonly password: string };
}
