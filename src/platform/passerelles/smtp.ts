import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import { DELAIS_RFC_5321, type DelaisSmtp } from '../config-smtp.ts'
import type { AEnvoyer, Fin, Passerelle } from './passerelle.ts'
import { ATTENTE_DU_DOUTE_MINUTES, REPRISES_AU_PLUS } from './rfc-5321.ts'
import { Guet } from './smtp-delais.ts'

export type ReglagesSmtp = {
  url: string
  de: string
  nom?: string
  fenetre?: number
  delais?: Partial<DelaisSmtp>
  attenteDuDouteMs?: number
}

const SUJET = 'Convocation'
/** The library has a limit of its own on silence: ours come before it. */
const APRES_LES_NOTRES_MS = 60_000

/**
 * E-mail. A server that does not confirm may have taken the message: it is sent once more, later,
 * and never a third time. The same message always bears the same Message-ID, by which servers and
 * mailboxes recognise one that they already have.
 */
export function passerelleSmtp(reglages: ReglagesSmtp): Passerelle {
  const delais = { ...DELAIS_RFC_5321, ...reglages.delais }
  const enVol = new Set<Guet>()
  let depuis: number | null = null
  return {
    nom: reglages.nom ?? `smtp:${new URL(reglages.url).host}`,
    canal: 'courriel',
    fenetre: reglages.fenetre ?? 4,
    accuse: false,
    dedoublonne: false,
    attenteDuDouteMs: reglages.attenteDuDouteMs ?? ATTENTE_DU_DOUTE_MINUTES * 60_000,
    reprisesAuPlus: REPRISES_AU_PLUS,
    ouvrir: ecoute => {
      depuis = performance.now()
      ecoute.prete()
    },
    ouverteDepuis: () => depuis,
    async envoyer(message) {
      const guet = new Guet(delais)
      enVol.add(guet)
      try {
        return await remettre(reglages, message, guet)
      } finally {
        guet.cesser()
        enVol.delete(guet)
      }
    },
    fermer: async () => {
      depuis = null
      for (const guet of enVol) guet.abandonner()
    },
  }
}

async function remettre(
  { url, de, delais }: ReglagesSmtp,
  message: AEnvoyer,
  guet: Guet,
): Promise<Fin> {
  const auPlus = Math.max(...Object.values({ ...DELAIS_RFC_5321, ...delais })) + APRES_LES_NOTRES_MS
  const transport = createTransport({
    url,
    connectionTimeout: auPlus,
    greetingTimeout: auPlus,
    socketTimeout: auPlus,
    logger: guet.journal,
    transactionLog: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      envelope: { from: adresseDe(de), to: [message.destinataire] },
      raw: await composer(de, message),
      signal: guet.signal,
    })
    return { sorte: 'accepte', ref: `<${identifiant(de, message)}>` }
  } catch (erreur) {
    return enFin(erreur as ErreurSmtp, guet)
  } finally {
    transport.close()
  }
}

const adresseDe = (de: string): string => /<([^>]+)>/.exec(de)?.[1] ?? de
const identifiant = (de: string, { cle }: AEnvoyer) =>
  `${cle}@${adresseDe(de).split('@')[1] ?? 'localhost'}`

function composer(de: string, message: AEnvoyer): Promise<Buffer> {
  return new MailComposer({
    from: de,
    to: message.destinataire,
    subject: message.sujet ?? SUJET,
    text: message.texte,
    messageId: `<${identifiant(de, message)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(message.lienArret ? { 'List-Unsubscribe': `<${message.lienArret}>` } : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}

type ErreurSmtp = Error & { code?: string; command?: string; responseCode?: number }
/**
 * 5xx on the recipient or the content is for good; on our own identity or sender it is a setting to
 * be mended.
 */
function enFin({ code, command, responseCode, message }: ErreurSmtp, guet: Guet): Fin {
  if (responseCode) {
    const definitif = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA')
    const detail = definitif
      ? `Le serveur de courriel refuse cette adresse ou ce message (${responseCode}).`
      : `Le serveur de courriel ne prend pas de message pour l’instant (${responseCode}).`
    return { sorte: 'refus', definitif, detail }
  }
  if (code === 'EENVELOPE')
    return {
      sorte: 'refus',
      definitif: true,
      detail: 'Cette adresse de courriel n’est pas valable.',
    }
  if (guet.commence)
    return {
      sorte: 'doute',
      detail: 'Le serveur de courriel n’a pas confirmé qu’il a pris le message.',
    }
  const { expiree, ...vu } = guet.vu
  if (!expiree)
    return {
      sorte: 'refus',
      definitif: false,
      detail: pourquoiRien(code === 'ETLS' || /certificate|\b(TLS|SSL)\b/i.test(message), vu),
    }
  const detail = `Le serveur de courriel n’a pas ${vu.jointe && !vu.saluee ? 'salué' : 'répondu'} à temps`
  const journal = `${detail} : c’est le délai « ${expiree} » de FIL_ROUGE_SMTP_DELAIS.`
  return { sorte: 'refus', definitif: false, detail: `${detail}.`, journal }
}
function pourquoiRien(chiffrement: boolean, { jointe }: { jointe: boolean }): string {
  if (chiffrement)
    return 'La liaison chiffrée avec le serveur de courriel ne se fait pas : certificat ou version de TLS.'
  return jointe
    ? 'Le serveur de courriel a coupé la connexion.'
    : 'Le serveur de courriel n’est pas joignable.'
}
