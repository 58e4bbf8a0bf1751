/** The shortest password, in characters. Length is the only rule: others make passwords that people write down. */
export const minimumPasswordLength = 10;

/** The longest password, in characters; hashing more would let a stranger keep the server busy. */
export const maximumPasswordLength = 256;
