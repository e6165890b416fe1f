import { modalites } from '../agenda/index.ts'
import { ajouterJours, estOuvre, type Jour } from '../platform/date.ts'
import { DUREE, heures, jourOuvre, joursOuvresAvant, leDernier, lePremier } from './jours.ts'
import {
  type Cas,
  type Contexte,
  detenueLe,
  heureLocale,
  instant,
  jusquAu,
  territoireDe,
  vivantes,
} from './types.ts'

type Voulue = {
  le: Jour
  heure: string
  etat: string
  type: string
  remplace: string | null
  audienceLe: Jour | null
}

/**
 * Past convocations of a dossier, then often one to come: on working days, at hours that the agent
 * has, where the person is.
 */
export function convocations(contexte: Contexte, cas: Cas): void {
  const { h: hasard, le } = contexte
  const fin = jusquAu(cas)
  const borne = fin && fin < le ? fin : le
  let jour = ajouterJours(cas.arriveLe, hasard.entier(5, 20))
  let reportee: string | null = null
  for (let i = 0; i < 14 && jour < le; i += 1) {
    const etat = hasard.parmi([
      'honoree',
      'honoree',
      'honoree',
      'honoree',
      'honoree',
      'excusee',
      'manquee',
      'annulee',
      'reportee',
    ] as const)
    const heure = hasard.parmi(heures)
    const type = i === 0 ? 'premiere' : hasard.parmi(types)
    if (jour < borne) {
      const moment = contexte.agendas.prendre(
        cas.referent.id,
        { le: jourOuvre(jour, territoireDe(cas.service)), heure },
        territoireDe(cas.service),
      )
      if (moment.le < borne) {
        const id = poser(contexte, cas, {
          ...moment,
          etat,
          type,
          remplace: reportee,
          audienceLe: i === 0 ? cas.ouvertLe : null,
        })
        reportee = etat === 'reportee' ? id : null
      }
    }
    jour = ajouterJours(jour, hasard.entier(25, 60))
  }
  if (cas.closLe) return
  const prevue = { etat: 'prevue', audienceLe: null }
  if (hasard.chance(0.02) && borne === le)
    poser(contexte, cas, {
      ...creneau(contexte, cas, -1),
      ...prevue,
      type: hasard.parmi(types),
      remplace: null,
    })
  if (!hasard.chance(0.6)) return
  const moment = creneau(contexte, cas, 1)
  if (!fin || moment.le <= fin)
    poser(contexte, cas, { ...moment, ...prevue, type: hasard.parmi(types), remplace: reportee })
}
const types = ['suivi', 'suivi', 'suivi', 'suivi', 'telephone', 'domicile', 'rappel'] as const

/**
 * Where and how a person is received: in prison for who is there, at home for who has one, by
 * telephone for who has one.
 */
function reception(cas: Cas, le: Jour, type: string) {
  const { antennes } = cas.service
  const prison = detenueLe(cas, le)?.antenne
  const sienne =
    antennes.find(antenne => antenne.id === cas.referent.antenne && !antenne.ferme) ??
    antennes.find(antenne => !antenne.ferme)
  const { id = null, nom = '', adresse = '' } = prison ?? sienne ?? {}
  if (prison && (type === 'telephone' || type === 'domicile'))
    return {
      type: 'suivi',
      modalite: 'visio' as const,
      lieu_id: id,
      lieu: modalites.visio,
      adresse,
    }
  if (type === 'domicile' && cas.chezElle)
    return {
      type,
      modalite: 'domicile' as const,
      lieu_id: null,
      lieu: modalites.domicile,
      adresse: cas.chezElle,
    }
  if (type === 'telephone' && cas.joignable)
    return { type, modalite: 'telephone' as const, lieu_id: id, lieu: modalites.telephone, adresse }
  const surPlace = type === 'domicile' || type === 'telephone' ? 'suivi' : type
  return {
    type: surPlace,
    modalite: 'lieu' as const,
    lieu_id: id,
    lieu: nom,
    adresse,
    auGuichet: !(prison ?? sienne)?.etablissementId,
  }
}

function poser({ copie, h: hasard, le }: Contexte, cas: Cas, voulue: Voulue): string {
  const id = hasard.uuid(cas.ms)
  const territoire = territoireDe(cas.service)
  const { auGuichet = false, ...ou } = reception(cas, voulue.le, voulue.type)
  const creeLe = leDernier(
    cas.ouvertLe,
    lePremier(
      jourOuvre(ajouterJours(voulue.le, -10), territoire),
      joursOuvresAvant(le, 1, territoire),
    ),
  )
  const siennes = vivantes(cas, voulue.le)
  copie.ligne('agenda.convocation', {
    dossier_id: cas.id,
    id,
    service_id: cas.service.id,
    agent_id: cas.referent.id,
    ...ou,
    audience_le: voulue.audienceLe,
    le: voulue.le,
    heure: voulue.heure,
    duree_minutes: DUREE,
    etat: voulue.etat,
    mesures_dites_a: siennes.length > 0 ? instant(creeLe) : null,
    remplace_id: voulue.remplace,
    creee_a: instant(creeLe),
    creee_par: cas.referent.id,
  })
  for (const mesure of siennes)
    copie.ligne('agenda.convocation_mesure', {
      dossier_id: cas.id,
      convocation_id: id,
      mesure_id: mesure.id,
    })
  const etat = (etat: string, instant: string, motif: string | null) =>
    copie.ligne('agenda.etat_de_convocation', {
      dossier_id: cas.id,
      id: hasard.uuid(cas.ms),
      convocation_id: id,
      etat,
      a: instant,
      par: cas.referent.id,
      motif,
    })
  etat('prevue', instant(creeLe), null)
  if (voulue.etat !== 'prevue')
    etat(voulue.etat, heureLocale(voulue.le, '17:30'), voulue.etat === 'excusee' ? 'Travail' : null)
  if (voulue.etat === 'honoree' && auGuichet)
    copie.ligne('agenda.arrivee', {
      dossier_id: cas.id,
      convocation_id: id,
      arrivee_a: heureLocale(voulue.le, voulue.heure),
      pointee_par:
        cas.service.agents.find(agent => agent.fonction === 'administratif')?.id ?? cas.referent.id,
    })
  return id
}

/**
 * The next hour of an agent that nobody has, today first (or yesterday first, for the unknown
 * ones).
 */
function creneau(
  { agendas, creneaux, h: hasard, le }: Contexte,
  cas: Cas,
  sens: 1 | -1,
): { le: Jour; heure: string } {
  const territoire = territoireDe(cas.service)
  const cle = `${cas.referent.id}:${sens}`
  const rang = creneaux.get(cle) ?? (sens === 1 ? -1 : 7)
  const suivant = rang + hasard.entier(1, 3)
  creneaux.set(cle, suivant)
  let jour = le
  for (let reste = Math.floor(suivant / heures.length); ; ) {
    if (estOuvre(jour, territoire) && reste-- <= 0) break
    jour = ajouterJours(jour, sens)
  }
  return agendas.prendre(
    cas.referent.id,
    { le: jour, heure: heures[suivant % heures.length] ?? '09:00' },
    territoire,
    sens,
  )
}
