import { modalites } from '../agenda/index.ts'
import { ajouterJours, estOuvre, type Jour } from '../platform/date.ts'
import { DUREE, heures, jourOuvre, joursOuvresAvant, leDernier, lePremier } from './jours.ts'
import { type Cas, type Contexte, detenueLe, heureLocale, instant, jusquAu, territoireDe, vivantes } from './types.ts'

type Voulue = { le: Jour; heure: string; etat: string; type: string; remplace: string | null; audienceLe: Jour | null }

/** Past convocations of a dossier, then often one to come: on working days, at hours that the agent has, where the person is. */
export function convocations(c: Contexte, cas: Cas): void {
  const { h, le } = c
  const fin = jusquAu(cas)
  const borne = fin && fin < le ? fin : le
  let jour = ajouterJours(cas.arriveLe, h.entier(5, 20))
  let reportee: string | null = null
  for (let i = 0; i < 14 && jour < le; i += 1) {
    const etat = h.parmi(['honoree', 'honoree', 'honoree', 'honoree', 'honoree', 'excusee', 'manquee', 'annulee', 'reportee'] as const)
    const heure = h.parmi(heures)
    const type = i === 0 ? 'premiere' : h.parmi(types)
    if (jour < borne) {
      const moment = c.agendas.prendre(
        cas.referent.id,
        { le: jourOuvre(jour, territoireDe(cas.service)), heure },
        territoireDe(cas.service),
      )
      if (moment.le < borne) {
        const id = poser(c, cas, { ...moment, etat, type, remplace: reportee, audienceLe: i === 0 ? cas.ouvertLe : null })
        reportee = etat === 'reportee' ? id : null
      }
    }
    jour = ajouterJours(jour, h.entier(25, 60))
  }
  if (cas.closLe) return
  const prevue = { etat: 'prevue', audienceLe: null }
  if (h.chance(0.02) && borne === le) poser(c, cas, { ...creneau(c, cas, -1), ...prevue, type: h.parmi(types), remplace: null })
  if (!h.chance(0.6)) return
  const moment = creneau(c, cas, 1)
  if (!fin || moment.le <= fin) poser(c, cas, { ...moment, ...prevue, type: h.parmi(types), remplace: reportee })
}
const types = ['suivi', 'suivi', 'suivi', 'suivi', 'telephone', 'domicile', 'rappel'] as const

/** Where and how a person is received: in prison for who is there, at home for who has one, by telephone for who has one. */
function reception(cas: Cas, le: Jour, type: string) {
  const { antennes } = cas.service
  const prison = detenueLe(cas, le)?.antenne
  const sienne = antennes.find(a => a.id === cas.referent.antenne && !a.ferme) ?? antennes.find(a => !a.ferme)
  const { id = null, nom = '', adresse = '' } = prison ?? sienne ?? {}
  if (prison && (type === 'telephone' || type === 'domicile'))
    return { type: 'suivi', modalite: 'visio' as const, lieu_id: id, lieu: modalites.visio, adresse }
  if (type === 'domicile' && cas.chezElle)
    return { type, modalite: 'domicile' as const, lieu_id: null, lieu: modalites.domicile, adresse: cas.chezElle }
  if (type === 'telephone' && cas.joignable)
    return { type, modalite: 'telephone' as const, lieu_id: id, lieu: modalites.telephone, adresse }
  const surPlace = type === 'domicile' || type === 'telephone' ? 'suivi' : type
  return { type: surPlace, modalite: 'lieu' as const, lieu_id: id, lieu: nom, adresse, auGuichet: !(prison ?? sienne)?.etablissementId }
}

function poser({ copie, h, le }: Contexte, cas: Cas, v: Voulue): string {
  const id = h.uuid(cas.ms)
  const territoire = territoireDe(cas.service)
  const { auGuichet = false, ...ou } = reception(cas, v.le, v.type)
  const creeLe = leDernier(cas.ouvertLe, lePremier(jourOuvre(ajouterJours(v.le, -10), territoire), joursOuvresAvant(le, 1, territoire)))
  const siennes = vivantes(cas, v.le)
  copie.ligne('agenda.convocation', {
    dossier_id: cas.id,
    id,
    service_id: cas.service.id,
    agent_id: cas.referent.id,
    ...ou,
    audience_le: v.audienceLe,
    le: v.le,
    heure: v.heure,
    duree_minutes: DUREE,
    etat: v.etat,
    mesures_dites_a: siennes.length > 0 ? instant(creeLe) : null,
    remplace_id: v.remplace,
    creee_a: instant(creeLe),
    creee_par: cas.referent.id,
  })
  for (const m of siennes) copie.ligne('agenda.convocation_mesure', { dossier_id: cas.id, convocation_id: id, mesure_id: m.id })
  const etat = (etat: string, a: string, motif: string | null) =>
    copie.ligne('agenda.etat_de_convocation', {
      dossier_id: cas.id,
      id: h.uuid(cas.ms),
      convocation_id: id,
      etat,
      a,
      par: cas.referent.id,
      motif,
    })
  etat('prevue', instant(creeLe), null)
  if (v.etat !== 'prevue') etat(v.etat, heureLocale(v.le, '17:30'), v.etat === 'excusee' ? 'Travail' : null)
  if (v.etat === 'honoree' && auGuichet)
    copie.ligne('agenda.arrivee', {
      dossier_id: cas.id,
      convocation_id: id,
      arrivee_a: heureLocale(v.le, v.heure),
      pointee_par: cas.service.agents.find(a => a.fonction === 'administratif')?.id ?? cas.referent.id,
    })
  return id
}

/** The next hour of an agent that nobody has, today first (or yesterday first, for the unknown ones). */
function creneau({ agendas, creneaux, h, le }: Contexte, cas: Cas, sens: 1 | -1): { le: Jour; heure: string } {
  const territoire = territoireDe(cas.service)
  const cle = `${cas.referent.id}:${sens}`
  const rang = creneaux.get(cle) ?? (sens === 1 ? -1 : 7)
  const suivant = rang + h.entier(1, 3)
  creneaux.set(cle, suivant)
  let jour = le
  for (let reste = Math.floor(suivant / heures.length); ; ) {
    if (estOuvre(jour, territoire) && reste-- <= 0) break
    jour = ajouterJours(jour, sens)
  }
  return agendas.prendre(cas.referent.id, { le: jour, heure: heures[suivant % heures.length] ?? '09:00' }, territoire, sens)
}
