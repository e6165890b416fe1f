import { type Env, type Exiger, estUrl } from './config-env.ts'
import { type DelaisSmtp, lireDelaisSmtp } from './config-smtp.ts'

/**
 * By what messages leave: « demo », the address of a gateway, or null when none is set (nothing
 * leaves, and the screen says so).
 */
export type ConfigDEnvoi = {
  sms: string | null
  smsJeton: string | null
  smsSecret: string | null
  smtp: string | null
  /** How long each answer of the mail server is waited for. */
  smtpDelais: DelaisSmtp
  courrielDe: string | null
  /** Messages are sent by the web process itself; otherwise by `fil-rouge worker`. */
  dansLeWeb: boolean
}

const estIci = (valeur: string) =>
  URL.canParse(valeur) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(valeur).hostname)

export function lireEnvoi(
  env: Env,
  { production, demonstration }: { production: boolean; demonstration: boolean },
  exiger: Exiger,
): ConfigDEnvoi {
  const defaut = demonstration ? 'demo' : null
  const sms = env.FIL_ROUGE_SMS || defaut
  const smtp = env.FIL_ROUGE_SMTP || defaut
  const [smsJeton, smsSecret, courrielDe] = [
    env.FIL_ROUGE_SMS_JETON || null,
    env.FIL_ROUGE_SMS_SECRET || null,
    env.FIL_ROUGE_COURRIEL_DE || null,
  ]
  const http = sms !== null && estUrl(sms, 'https:', 'http:')
  exiger(
    !sms || sms === 'demo' || http || estUrl(sms, 'smpp:', 'ssmpp:'),
    `FIL_ROUGE_SMS : ${production ? '' : 'demo, '}smpp://identifiant:motdepasse@hote:port?source=…, ssmpp://… ou https://…`,
  )
  exiger(
    !http || estUrl(sms ?? '', 'https:') || estIci(sms ?? ''),
    'FIL_ROUGE_SMS : une passerelle HTTP se joint en https.',
  )
  exiger(
    !http || (smsSecret?.length ?? 0) >= 32,
    'FIL_ROUGE_SMS_SECRET : au moins 32 caractères, que la passerelle utilise pour signer ses accusés.',
  )
  exiger(
    !smtp || smtp === 'demo' || estUrl(smtp, 'smtp:', 'smtps:'),
    `FIL_ROUGE_SMTP : ${production ? '' : 'demo, '}smtp://… ou smtps://…`,
  )
  exiger(
    !smtp || smtp === 'demo' || courrielDe !== null,
    'FIL_ROUGE_COURRIEL_DE : l’adresse d’envoi, obligatoire avec FIL_ROUGE_SMTP.',
  )
  exiger(
    courrielDe === null || /[^\s<>@]@[^\s<>@]/.test(courrielDe),
    `FIL_ROUGE_COURRIEL_DE : « ${courrielDe} » n’est pas une adresse de courriel ; par exemple Service <convocations@spip.example>.`,
  )
  if (production)
    exiger(
      sms !== 'demo' && smtp !== 'demo',
      'FIL_ROUGE_SMS et FIL_ROUGE_SMTP : « demo » est refusé en production, rien ne partirait.',
    )
  // Invented people have numbers that may be somebody's.
  if (demonstration)
    exiger(
      [sms, smtp].every(texte => texte === null || texte === 'demo' || estIci(texte)),
      'FIL_ROUGE_SMS et FIL_ROUGE_SMTP : en démonstration, « demo » ou un serveur de cette machine. Les personnes sont inventées, leurs numéros peut-être pas.',
    )
  const smtpDelais = lireDelaisSmtp(env, exiger)
  return {
    sms,
    smsJeton,
    smsSecret,
    smtp,
    smtpDelais,
    courrielDe,
    dansLeWeb: !production && env.FIL_ROUGE_WORKER !== '0',
  }
}
