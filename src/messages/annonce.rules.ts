import type { Jour, Territoire } from '../platform/date.ts'
import { sansMotRevele } from '../platform/revele.ts'
import type { Langue } from './canal.rules.ts'
import { type Canal, type Instant, type Moment, prochainEnvoi } from './message.rules.ts'
import { motsDuModele, rendre, sansLien, separerSujet, type Valeurs } from './modele.rules.ts'
import { adresseNeutre, dansSonSens, direLeJour, direLHeure } from './mots.rules.ts'
import { instantsDeRappel, type RappelsFaits, rappelsARefaire } from './rappel.rules.ts'
import { alleger } from './sms.rules.ts'

/**
 * What a message is about: one convocation as it now is. `lieu` is the name that a message may say,
 * null when only the address is said.
 */
export type Annonce = {
  dossierId: string
  objetId: string
  entiteId: string
  type: string
  version: number
  le: Jour
  heure: string
  modalite: string
  lieu: string | null
  adresse: string
  telephone: string | null
  pieces: string | null
  fuseau: string
  rappelsHeures: number[]
  /** The person holds the summons already: no letter is to be printed, reminders are still sent. */
  remise?: boolean
  /** It has just been given: nothing was waiting to be said of it. */
  neuve?: boolean
  /** It is given back: what became of the reminders that it had. */
  rappels?: RappelsFaits
}
export type AnnonceSansObjet = Omit<Annonce, 'objetId' | 'version'>

/** Of which moment it is spoken, and whether now. */
export type ADire = { moment: Moment; envoyer: boolean }
export type Envoi = { moment: Moment; envoiA: Instant; heures?: number }
type Depart = ADire & { canal: Canal; territoire: Territoire; debut: Instant; maintenant: Instant }
/** What leaves, and when: the message of the moment, then its reminders (terrain §1.6). */
export function envoisDe(
  annonce: Annonce,
  { moment, envoyer, canal, territoire, debut, maintenant }: Depart,
): Envoi[] {
  const annonceA = prochainEnvoi(maintenant, annonce.fuseau, territoire)
  const avecRappels = (moment === 'convocation' || moment === 'modification') && canal !== 'lettre'
  const prevus = avecRappels
    ? instantsDeRappel({
        ...annonce,
        debut,
        annonceA: envoyer ? annonceA : maintenant,
        annoncee: envoyer,
        territoire,
      })
    : []
  const aRefaire = { prevus, annoncee: envoyer, debut, permisA: annonceA }
  const rappels =
    annonce.rappels && avecRappels
      ? rappelsARefaire({ ...aRefaire, faits: annonce.rappels })
      : prevus
  return [
    ...(envoyer && !(annonce.remise && canal === 'lettre')
      ? [{ moment, envoiA: canal === 'lettre' ? maintenant : annonceA }]
      : []),
    ...rappels.map(rappel => ({ moment: 'rappel' as const, ...rappel })),
  ]
}

type Composition = { moment: Moment; canal: Canal; langue: Langue; lien: string }
/**
 * A text and its subject. Whatever the wording, the values that it repeats reveal nothing: a
 * service confirms its words, not a place’s name.
 */
export function composer(
  annonce: AnnonceSansObjet,
  modele: string,
  { moment, canal, langue, lien }: Composition,
): { sujet: string | null; texte: string } {
  const dites: Valeurs = {
    date: direLeJour(annonce.le, langue, canal),
    heure: direLHeure(annonce.heure, langue),
    lieu: sansMotRevele(annonce.lieu),
    adresse: adresseNeutre(annonce.adresse),
    telephone: sansMotRevele(annonce.telephone),
    pieces: sansMotRevele(annonce.pieces),
    lien,
  }
  const valeurs = dansSonSens(dites, langue)
  if (canal === 'sms') return { sujet: null, texte: alleger(rendre(modele, moment, valeurs)) }
  const { sujet, corps } = separerSujet(modele)
  return {
    sujet: motsDuModele(sujet ?? '{date}', valeurs),
    texte: rendre(canal === 'lettre' ? sansLien(corps) : corps, moment, valeurs),
  }
}
