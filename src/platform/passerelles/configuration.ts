import type { Config } from '../config.ts'
import type { ConfigDEnvoi } from '../config-envoi.ts'
import { voulu } from '../config-noms.ts'
import { passerelleDemo } from './demo.ts'
import type { ReglagesDAccuses } from './http.ts'
import { passerelleHttp } from './http.ts'
import type { Passerelle } from './passerelle.ts'
import { passerelleSmpp, type ReglagesSmpp } from './smpp.ts'
import { passerelleSmtp } from './smtp.ts'

/** What an agent is told of each channel; null when nothing leaves by it. */
export function passerellesConfigurees({ envoi }: Pick<Config, 'envoi'>): {
  sms: string | null
  courriel: string | null
} {
  return { sms: envoi.sms && libelle(envoi.sms), courriel: envoi.smtp && libelle(envoi.smtp) }
}
function libelle(adresse: string): string {
  if (adresse === 'demo') return 'démonstration : rien ne part vraiment'
  const { protocol, host } = new URL(adresse)
  return `${protocol.replace(':', '').toUpperCase()}, ${host}`
}

/** The gateways that the environment names. */
export function passerellesDe({
  sms,
  smsJeton,
  smtp,
  smtpDelais,
  courrielDe,
}: ConfigDEnvoi): Passerelle[] {
  const passerelles: Passerelle[] = []
  if (sms === 'demo') passerelles.push(passerelleDemo('sms'))
  else if (sms && /^s?smpp:/.test(sms)) passerelles.push(passerelleSmpp(lireSmpp(sms)))
  else if (sms) passerelles.push(passerelleHttp({ url: sms, jeton: smsJeton, nom: nomHttp(sms) }))
  if (smtp === 'demo') passerelles.push(passerelleDemo('courriel'))
  else if (smtp)
    passerelles.push(passerelleSmtp({ url: smtp, de: courrielDe ?? '', delais: smtpDelais }))
  return passerelles
}

/**
 * The names that stand beside the messages: the sender of the e-mails, and that of the SMS when it
 * is a name.
 */
export const expediteursDe = ({ sms, courrielDe }: ConfigDEnvoi): (string | null)[] => [
  courrielDe,
  sms && /^s?smpp:/.test(sms) ? lireSmpp(sms).source : null,
]
const nomHttp = (adresse: string) => `http:${new URL(adresse).host}`
/** By what receipts are recognised, when SMS leave by an HTTP gateway. */
export const accusesDe = ({ sms, smsSecret }: ConfigDEnvoi): ReglagesDAccuses | null =>
  sms && smsSecret && /^https?:/.test(sms) ? { secret: smsSecret, fournisseur: nomHttp(sms) } : null

/** What the address of an SMSC may say, and in what form. */
const NOMBRE = /^\d{1,6}$/
const optionsSmpp: Record<string, RegExp> = {
  source: /^.+$/,
  fenetre: NOMBRE,
  delai: NOMBRE,
  attente: NOMBRE,
  doute: /^(montrer|renvoyer)$/,
  long: /^(payload|udh)$/,
  type: /^.*$/,
}
/**
 * What it says that is not read, so that its default stands: an option of no version of ours, or a
 * value that is none.
 */
export function optionsSansEffet({ sms }: Pick<ConfigDEnvoi, 'sms'>): string[] {
  if (!sms || !/^s?smpp:/.test(sms)) return []
  return [...new URL(sms).searchParams].flatMap(([nom, valeur]) => {
    const forme = Object.hasOwn(optionsSmpp, nom) ? optionsSmpp[nom] : undefined
    if (!forme)
      return [
        `FIL_ROUGE_SMS : l’option « ${nom} » n’existe pas, elle est sans effet.${voulu(nom, Object.keys(optionsSmpp))}`,
      ]
    return forme.test(valeur)
      ? []
      : [`FIL_ROUGE_SMS : « ${nom}=${valeur} » ne se lit pas, la valeur par défaut est prise.`]
  })
}

/**
 * `smpp://identifiant:motdepasse@hote:port?source=38123&doute=montrer|renvoyer&attente=3600&fenetre=10&long=payload|udh&type=…`
 */
function lireSmpp(adresse: string): ReglagesSmpp {
  const url = new URL(adresse)
  const tls = url.protocol === 'ssmpp:'
  const options = url.searchParams
  const nombre = (cle: string, defaut: number) =>
    NOMBRE.test(options.get(cle) ?? '') ? Number(options.get(cle)) : defaut
  return {
    hote: url.hostname,
    port: Number(url.port) || (tls ? 3550 : 2775),
    tls,
    identifiant: decodeURIComponent(url.username),
    motDePasse: decodeURIComponent(url.password),
    source: options.get('source') ?? '',
    typeDeSysteme: options.get('type') ?? '',
    long: options.get('long') === 'udh' ? 'udh' : 'payload',
    fenetre: Math.max(1, nombre('fenetre', 10)),
    delaiDeReponseMs: Math.max(1, nombre('delai', 15)) * 1000,
    attenteDuDouteMs: nombre('attente', 3600) * 1000,
    apresLeDoute: options.get('doute') === 'renvoyer' ? 'renvoyer' : 'montrer',
  }
}
