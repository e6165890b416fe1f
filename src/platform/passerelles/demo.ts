import type { Ecoute, Passerelle } from './passerelle.ts'

const UN_MOIS_MS = 30 * 86_400_000
const DELAI_DE_L_ACCUSE_MS = 200
/** In a demonstration some telephones are off: the numbers and addresses that end so. */
const injoignable = (destinataire: string) => /(00|\+?injoignable@.*)$/.test(destinataire)

/**
 * Sends nothing to anybody: messages are accepted at once, acknowledged a moment later, and read on
 * the screen of messages.
 */
export function passerelleDemo(
  canal: 'sms' | 'courriel',
  delaiMs = DELAI_DE_L_ACCUSE_MS,
): Passerelle {
  let ecoute: Ecoute | null = null
  let depuis: number | null = null
  const accuses = new Set<Promise<void>>()
  return {
    nom: `demonstration:${canal}`,
    canal,
    fenetre: 8,
    accuse: true,
    dedoublonne: true,
    memoireMs: UN_MOIS_MS,
    ouvrir: envoi => {
      ecoute = envoi
      depuis = performance.now()
      envoi.prete()
    },
    ouverteDepuis: () => depuis,
    async envoyer({ cle, destinataire }) {
      const echec = injoignable(destinataire)
      const accuse = new Promise<void>(resolve => setTimeout(resolve, delaiMs))
        .then(() =>
          ecoute?.recu({
            quoi: echec ? 'echec' : 'recu',
            cle,
            refs: [],
            detail: echec ? 'Le numéro n’est pas joignable.' : null,
          }),
        )
        .catch((erreur: Error) => ecoute?.erreur(erreur.message))
        .finally(() => accuses.delete(accuse))
      accuses.add(accuse)
      return { sorte: 'accepte', ref: null }
    },
    fermer: async () => {
      await Promise.all(accuses)
      depuis = null
    },
  }
}
