import { z } from "zod";
import { maximumPasswordLength, minimumPasswordLength } from "./password-rules.ts";
import { roles } from "./role.ts";
import { isUsername } from "./username.ts";

const username = z
  .string()
  .trim()
  .normalize("NFC")
  .superRefine((text, context) => {
    if (isUsername(text)) return;
    context.addIssue({
      code: "custom",
      params: { code: "USERNAME_INVALID" },
      message: "must be 1 to 64 letters, digits and . _ @ + - and start with a letter or digit",
    });
  });

/** A password as somebody chooses it. Its length is all that is asked for. */
const newPassword = z.string().superRefine((text, context) => {
  if (text.length >= minimumPasswordLength && text.length <= maximumPasswordLength) return;
  context.addIssue({
    code: "custom",
    params: { code: text.length < minimumPasswordLength ? "PASSWORD_TOO_SHORT" : "PASSWORD_TOO_LONG" },
    message: `must have ${minimumPasswordLength} to ${maximumPasswordLength} characters`,
  });
});

/** A password as somebody remembers it: any, but not so long that hashing it keeps the server busy. */
const knownPassword = z.string().max(maximumPasswordLength, "is too long");

/** What one signs in with. */
export const credentialsSchema = z.strictObject({
  username: z.string().trim().max(64, "is too long"),
  password: knownPassword,
});

/** A new user. */
export const newUserSchema = z.strictObject({ username, password: newPassword, role: z.enum(roles) });

/** What an administrator changes of a user; what is absent stays. */
export const userChangeSchema = z
  .strictObject({ role: z.enum(roles).optional(), password: newPassword.optional() })
  .refine((change) => change.role !== undefined || change.password !== undefined, "changes nothing");

/** The first administrator, with the one-time code that the server printed. */
export const setupSchema = z.strictObject({
  code: z.string().max(64, "is too long"),
  username,
  password: newPassword,
});

/** Somebody's own new password. */
export const passwordChangeSchema = z.strictObject({ current: knownPassword, next: newPassword });

export type Credentials = z.output<typeof credentialsSchema>;
export type NewUser = z.output<typeof newUserSchema>;
export type UserChange = z.output<typeof userChangeSchema>;
export type Setup = z.output<typeof setupSchema>;
export type PasswordChange = z.output<typeof passwordChangeSchema>;
