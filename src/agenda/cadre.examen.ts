import { type TypeDeConvocation, typeDe } from '../creneaux/index.ts'
import { entitesLiees } from '../moyens/index.ts'
import { type Acteur, type Context, entiteDe } from '../platform/command.ts'
import { aujourdhui, heureLocale, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { estJuridiction } from './cadre.store.ts'
import { type Modalite, refusDuType } from './convocation.rules.ts'
import type * as store from './convocation.store.ts'

/** What was typed or chosen of a convocation, whatever the screen. */
export type Saisie = {
  type: string
  creneau?: string | undefined
  typeMontre?: string | undefined
  le?: Jour | undefined
  heure?: string | undefined
  dureeMinutes?: number | undefined
  modalite?: Modalite | undefined
  lieuId?: string | undefined
  lieu?: string | undefined
  adresse?: string | undefined
  agentId?: string | undefined
  consigne?: string | undefined
  prevenir: 'oui' | 'non'
  malgre: boolean
}
export type Examen = Omit<store.Champs, 'place'>
export type Cadre = {
  entiteId: string
  ou: { serviceId: string | null; juridictionId: string | null }
  type: TypeDeConvocation
}
/** What is to be examined: for whom, where and by which type, what was chosen. */
export type Demande = { dossierId: string; cadre: Cadre; saisie: Saisie }

const entite = (acteur: Acteur): string => {
  const id = entiteDe(acteur)
  if (!id)
    throw new Refused([
      { code: 'sans_service', message: 'Seul un service ou une juridiction convoque.' },
    ])
  return id
}

type Choix = Pick<Saisie, 'type' | 'creneau' | 'typeMontre'>
/**
 * Where the person is received and by which type: one's own entité, or one that works with it and
 * opens the type to one's function.
 */
export async function cadreDe(
  tx: Tx,
  acteur: Acteur,
  { type, creneau, typeMontre }: Choix,
): Promise<Cadre> {
  const voulu = await cadreDuType(tx, acteur, type)
  // Without a script a change of type does not change the slots: the one that was ticked is of the
  // former type.
  if (creneau && typeMontre && typeMontre !== type) {
    const montre = await cadreDuType(tx, acteur, typeMontre)
    const message = `Les créneaux affichés étaient ceux de « ${montre.type.libelle} ». Voici ceux de « ${voulu.type.libelle} » : vérifiez le créneau, puis enregistrez de nouveau.`
    throw new Refused([{ code: 'autre_type', champ: 'creneau', message }])
  }
  return voulu
}
async function cadreDuType(tx: Tx, acteur: Acteur, type: string): Promise<Cadre> {
  const [ailleurs, cle = ''] = type.includes('/') ? type.split('/') : [undefined, type]
  const mienne = entite(acteur)
  const entiteId = ailleurs ?? mienne
  if (
    entiteId !== mienne &&
    !(await entitesLiees(tx, mienne)).some(entiteLiee => entiteLiee.entiteId === entiteId)
  )
    throw new Refused([
      {
        code: 'entite_non_liee',
        champ: 'type',
        message: 'Votre service ne convoque pas dans celui-là.',
      },
    ])
  return cadrer(tx, acteur, entiteId, cle)
}
/**
 * The same for an entité that the caller has already established as competent (the BEX, across the
 * country).
 */
export async function cadrer(
  tx: Tx,
  acteur: Acteur,
  entiteId: string,
  cle: string,
): Promise<Cadre> {
  const type = await typeDe(tx, entiteId, cle)
  refuseIf(refusDuType(type, acteur.fonction))
  const juridiction = entiteId === acteur.serviceId ? false : await estJuridiction(tx, entiteId)
  const ou = juridiction
    ? { serviceId: null, juridictionId: entiteId }
    : { serviceId: entiteId, juridictionId: null }
  return { entiteId, ou, type: trouver(type) }
}

export const champsDuCadre = (cadre: Cadre, saisie: Saisie) => ({
  ...cadre.ou,
  type: cadre.type.cle,
  modalite: saisie.modalite ?? cadre.type.modalite,
  consigne: saisie.consigne ?? null,
  prevenir: saisie.prevenir === 'oui',
})
export const momentDuLieu = (context: Context, fuseau: string) => ({
  le: aujourdhui(context.maintenant, fuseau),
  heure: heureLocale(context.maintenant, fuseau),
})
