/** The environment is wrong. `message` is a sentence for the person who runs the server; it names the variable, never a secret. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
