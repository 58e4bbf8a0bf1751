/** The tables of lib/settings. */
export interface SettingsTables {
  registries: {
    slug: string;
    name: string;
    url: string;
    plain_http: number;
    skip_tls_verify: number;
    /** Certificates in PEM. */
    ca: string | null;
    username: string | null;
    /** Encrypted with the secret of this installation; see lib/settings/secret-box.ts. */
    password: string | null;
    public_address: string | null;
    read_only: number;
    /** JSON array of repository names. */
    repositories: string;
    created_at: number;
    updated_at: number;
  };
  /** Single values that an administrator can change, by name. The value is JSON. */
  settings: { name: string; value: string };
}
