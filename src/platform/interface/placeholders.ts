import { randomBytes } from 'node:crypto'

// Values that nobody can guess, replaced in each answer by the visitor's own token and by a fresh key: views stay free of the session.
export const JETON_PLACEHOLDER = `jeton-${randomBytes(16).toString('hex')}`
export const CLE_PLACEHOLDER = `cle-${randomBytes(16).toString('hex')}`
