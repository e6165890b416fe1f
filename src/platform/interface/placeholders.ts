import { randomBytes } from 'node:crypto'

// Values that nobody can guess, replaced in each answer: by the visitor's own token, by the proof
// of who opens the page, in each form by a key of its own, and, where several forms wait for words,
// by what a browser without a script must know (ADR 0031). Views stay free of the session.
export const JETON_PLACEHOLDER = `jeton-${randomBytes(16).toString('hex')}`
export const CLE_PLACEHOLDER = `cle-${randomBytes(16).toString('hex')}`
export const PORTEUR_PLACEHOLDER = `porteur-${randomBytes(16).toString('hex')}`
export const SANS_SCRIPT_PLACEHOLDER = `sans-script-${randomBytes(16).toString('hex')}`
