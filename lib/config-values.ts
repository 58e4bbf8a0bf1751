import { ConfigError } from "./config-error.ts";

/** The environment, as `process.env` has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a whole file as text. */
export type ReadText = (path: string) => string;

/** A variable's value; undefined where it is not set or empty, as compose files leave those that have no value. */
export function variable(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

/**
 * Reads yes or no as people write it: true, false, yes, no, on, off, 1, 0, in any case.
 *
 * @throws {ConfigError}
 */
export function booleanVariable(env: Environment, name: string): boolean | undefined {
  const value = variable(env, name)?.toLowerCase();
  if (value === undefined) return undefined;
  if (["true", "yes", "on", "1"].includes(value)) return true;
  if (["false", "no", "off", "0"].includes(value)) return false;
  throw new ConfigError(`${name} must be true or false, but is “${value.slice(0, 120)}”.`);
}

/**
 * Reads a whole number.
 *
 * @throws {ConfigError}
 */
export function integerVariable(
  env: Environment,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const value = variable(env, name);
  if (value === undefined) return undefined;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new ConfigError(
    `${name} must be a whole number from ${least} to ${most}, but is “${value.slice(0, 120)}”.`,
  );
}

/**
 * Reads a secret from the variable itself or from the file that `<name>_FILE` names, as containers mount secrets. The
 * line break at a file's end is not part of it.
 *
 * @throws {ConfigError} where both are set, or the file cannot be read.
 */
export function secretVariable(env: Environment, name: string, readText: ReadText): string | undefined {
  const value = env[name] === "" ? undefined : env[name];
  const file = fileVariable(env, `${name}_FILE`, readText)?.replace(/\r?\n$/, "");
  if (value !== undefined && file !== undefined) {
    throw new ConfigError(`${name} and ${name}_FILE are both set; keep one of them.`);
  }
  if (file === "") throw new ConfigError(`${name}_FILE names a file that is empty.`);
  return value ?? file;
}

/**
 * Reads the file that a variable names.
 *
 * @throws {ConfigError} where it cannot be read.
 */
export function fileVariable(env: Environment, name: string, readText: ReadText): string | undefined {
  const path = variable(env, name);
  if (path === undefined) return undefined;
  try {
    return readText(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${name} names a file that cannot be read: ${reason}.`, { cause: error });
  }
}
