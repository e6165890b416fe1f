import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { AEnvoyer, Fin, Passerelle } from './passerelle.ts'

export type ReglagesSmtp = { url: string; de: string; nom?: string; fenetre?: number; delaiDeReponseMs?: number }

const MEMOIRE_DES_CLES_MS = 48 * 3_600_000
const SUJET = 'Convocation'

/** E-mail. The same message always bears the same Message-ID, by which servers and mailboxes recognise one they already have. */
export function passerelleSmtp(reglages: ReglagesSmtp): Passerelle {
  const delai = reglages.delaiDeReponseMs ?? 20_000
  const transport = createTransport({
    url: reglages.url,
    connectionTimeout: delai,
    greetingTimeout: delai,
    socketTimeout: delai,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  let depuis: number | null = null
  return {
    nom: reglages.nom ?? `smtp:${new URL(reglages.url).host}`,
    canal: 'courriel',
    fenetre: reglages.fenetre ?? 4,
    accuse: false,
    dedoublonne: true,
    memoireMs: MEMOIRE_DES_CLES_MS,
    ouvrir: ecoute => {
      depuis = performance.now()
      ecoute.prete()
    },
    ouverteDepuis: () => depuis,
    async envoyer(message) {
      // Read only once the server has let us in: what failed before that has left nothing behind.
      let commence = false
      const octets = await composer(reglages.de, message)
      const raw = Readable.from(
        (async function* () {
          commence = true
          yield octets
        })(),
      )
      try {
        await transport.sendMail({ envelope: { from: adresseDe(reglages.de), to: [message.destinataire] }, raw })
        return { sorte: 'accepte', ref: `<${identifiant(reglages.de, message)}>` }
      } catch (erreur) {
        return enFin(erreur as ErreurSmtp, commence)
      }
    },
    fermer: async () => {
      depuis = null
      transport.close()
    },
  }
}

const adresseDe = (de: string): string => /<([^>]+)>/.exec(de)?.[1] ?? de
const identifiant = (de: string, { cle }: AEnvoyer) => `${cle}@${adresseDe(de).split('@')[1] ?? 'localhost'}`

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
/** 5xx on the recipient or the content is for good; on our own identity or sender it is a setting to be mended. */
function enFin({ code, command, responseCode }: ErreurSmtp, commence: boolean): Fin {
  if (responseCode) {
    const definitif = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA')
    const detail = definitif
      ? `Le serveur de courriel refuse cette adresse ou ce message (${responseCode}).`
      : `Le serveur de courriel ne prend pas de message pour l’instant (${responseCode}).`
    return { sorte: 'refus', definitif, detail }
  }
  if (code === 'EENVELOPE') return { sorte: 'refus', definitif: true, detail: 'Cette adresse de courriel n’est pas valable.' }
  return commence
    ? { sorte: 'doute', detail: 'Le serveur de courriel n’a pas confirmé qu’il a pris le message.' }
    : { sorte: 'refus', definitif: false, detail: 'Le serveur de courriel n’est pas joignable.' }
}
