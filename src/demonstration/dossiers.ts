import { ajouterJours, estOuvre, type Jour, type Territoire } from '../platform/date.ts'
import { accompagnement } from './accompagnement.ts'
import { ecrits } from './ecrits.ts'
import { mesures } from './mesures.ts'
import { langues, noms, prenomsF, prenomsM, voies } from './noms.ts'
import { manques, motifsDeTransfert } from './phrases.ts'
import { type Cas, type Contexte, heures, instant, vivantes } from './types.ts'

/** One invented dossier with its years of follow-up; `n` is its number. */
export function creerDossier(c: Contexte, n: number): void {
  const { copie, h, le } = c
  const service = c.services[n % c.services.length]
  if (!service) throw new RangeError('no service')
  const suivent = service.agents.filter(a => a.fonction === 'travailleur_social')
  const ouvertLe = ajouterJours(le, -h.entier(3, 1300))
  const ms = Date.parse(`${ouvertLe}T08:00:00Z`)
  const femme = h.chance(0.12)
  const tribunal = h.parmi(service.juridictions)
  const cas: Cas = {
    id: h.uuid(ms),
    numero: `FR-${ouvertLe.slice(0, 4)}-${String(n + 1).padStart(7, '0')}`,
    nom: h.chance(0.06) ? `${h.parmi(noms)}-${h.parmi(noms)}` : h.parmi(noms),
    prenoms: h.parmi(femme ? prenomsF : prenomsM),
    naissanceLe: ajouterJours(le, -h.entier(18 * 366, 62 * 365)),
    ouvertLe,
    clos: h.chance(0.12) && ouvertLe < ajouterJours(le, -400),
    service,
    referent: h.parmi(suivent),
    tribunal,
    mesureId: null,
    mesures: [],
    n,
    ms,
  }
  const numeroAppi = h.chance(0.7) ? `202${String(100_000_000 + n).padStart(9, '0')}` : null
  copie.ligne('dossiers.dossier', {
    dossier_id: cas.id,
    numero: cas.numero,
    numero_appi: numeroAppi,
    ouvert_le: ouvertLe,
    clos_a: cas.clos ? instant(ajouterJours(le, -20)) : null,
    cree_a: instant(ouvertLe),
    cree_par: cas.referent.id,
  })
  copie.ligne('dossiers.perimetre', { dossier_id: cas.id, entite_id: service.id, motif: 'prise_en_charge' })
  if (cas.clos)
    copie.ligne('dossiers.cloture', {
      dossier_id: cas.id,
      id: h.uuid(ms),
      close_a: instant(ajouterJours(le, -20)),
      close_par: cas.referent.id,
      motif: 'fin_de_mesure',
    })
  personne(c, cas, femme)
  prisesEnCharge(c, cas)
  if (h.chance(0.04) && !cas.clos)
    copie.ligne('mesures.attente_saisine', {
      dossier_id: cas.id,
      id: h.uuid(ms),
      depuis_le: ouvertLe,
      manque: h.parmi(manques),
      signalee_par: cas.referent.id,
    })
  else mesures(c, cas)
  convocations(c, cas)
  accompagnement(c, cas)
  ecrits(c, cas)
}

function personne({ copie, h }: Contexte, cas: Cas, femme: boolean): void {
  const detenu = h.chance(0.15) && !cas.clos && cas.service.etablissements.length > 0
  const etranger = h.chance(0.12)
  const commune = h.parmi(cas.service.communes)
  const logement = h.chance(0.8) ? 'adresse' : h.chance(0.6) ? 'domiciliation' : h.chance(0.7) ? 'sans_domicile' : 'inconnu'
  const avecAdresse = logement === 'adresse' || logement === 'domiciliation'
  copie.ligne('dossiers.personne', {
    dossier_id: cas.id,
    nom: cas.nom,
    nom_usage: femme && h.chance(0.2) ? h.parmi(noms) : null,
    prenoms: cas.prenoms,
    naissance_le: cas.naissanceLe,
    naissance_lieu: commune.nom,
    sexe: femme ? 'F' : 'M',
    langues: etranger ? [h.parmi(langues)] : ['français'],
    interprete: etranger && h.chance(0.5),
    telephone: h.chance(0.85) ? `06 39 98 ${String(h.entier(0, 99)).padStart(2, '0')} ${String(h.entier(0, 99)).padStart(2, '0')}` : null,
    refuse_sms: h.chance(0.08),
    logement,
    adresse: avecAdresse ? `${h.entier(1, 120)} ${h.parmi(voies)}` : null,
    code_postal: avecAdresse ? commune.codePostal : null,
    commune: avecAdresse ? commune.nom : null,
    domicilie_chez: logement === 'domiciliation' ? 'CCAS' : null,
    etablissement_id: detenu ? h.parmi(cas.service.etablissements) : null,
    numero_ecrou: detenu ? String(h.entier(10_000, 99_999)) : null,
    ecroue_le: detenu ? cas.ouvertLe : null,
    modifie_par: cas.referent.id,
  })
}

/** A chain of one to four links, each beginning when the former ends; some wait for their affectation, some have changed service. */
function prisesEnCharge({ copie, h, le, services, parService }: Contexte, cas: Cas): void {
  const jours = (Date.parse(`${le}T00:00:00Z`) - cas.ms) / 86_400_000
  const combien = jours > 200 ? h.entier(1, 3) : 1
  const enAttente = !cas.clos && h.chance(0.02)
  let precedente: string | null = null
  let debut = instant(cas.ouvertLe)
  for (let i = 1; i <= combien; i += 1) {
    const dernier = i === combien
    const id = h.uuid(cas.ms)
    const fin = dernier ? null : instant(ajouterJours(cas.ouvertLe, Math.floor((jours * i) / combien)), '09:10')
    const ailleurs = i === 1 && combien > 1 && h.chance(0.1) ? services.find(s => s.id !== cas.service.id) : undefined
    const service = ailleurs ?? cas.service
    const referent = ailleurs
      ? h.parmi(ailleurs.agents.filter(a => a.fonction === 'travailleur_social'))
      : dernier
        ? cas.referent
        : h.parmi(service.agents.filter(a => a.fonction === 'travailleur_social'))
    copie.ligne('dossiers.prise_en_charge', {
      dossier_id: cas.id,
      id,
      service_id: service.id,
      antenne_id: referent.antenne ?? null,
      referent_id: dernier && enAttente ? null : referent.id,
      debut_a: debut,
      fin_a: fin,
      precedente_id: precedente,
      motif: i === 1 ? 'Ouverture du dossier' : ailleurs ? 'Transfert' : 'Affectation',
      decidee_par: cas.service.agents.find(a => a.fonction === 'dpip')?.id ?? cas.referent.id,
    })
    precedente = id
    debut = fin ?? debut
  }
  const vus = parService.get(cas.service.id) ?? []
  parService.set(cas.service.id, [...vus, cas.id].slice(-50))
  transfert({ copie, h, le, services }, cas)
}

function transfert({ copie, h, le, services }: Pick<Contexte, 'copie' | 'h' | 'le' | 'services'>, cas: Cas): void {
  if (cas.clos || !h.chance(0.01)) return
  const vers = h.parmi(services.filter(s => s.id !== cas.service.id))
  const etat = h.parmi(['propose', 'refuse', 'annule'] as const)
  const id = h.uuid(cas.ms)
  const repondu = etat !== 'propose'
  // One in two is asked by the other service, which sees nothing of the dossier until it is answered.
  const demande = Number.parseInt(id.slice(-1), 16) % 2 === 1
  copie.ligne('dossiers.transfert', {
    sens: demande ? 'demande' : 'proposition',
    demandee_le: demande ? ajouterJours(le, -2) : null,
    repondre_avant_le: demande ? ajouterJours(le, 8) : null,
    relance_jours: demande ? 5 : null,
    silence_vaut: demande ? 'rien' : null,
    dossier_id: cas.id,
    id,
    de_service_id: cas.service.id,
    vers_service_id: vers.id,
    motif: h.parmi(motifsDeTransfert),
    propose_a: instant(ajouterJours(le, -2)),
    propose_par: cas.referent.id,
    etat,
    repondu_a: repondu ? instant(ajouterJours(le, -1)) : null,
    repondu_par: repondu ? cas.referent.id : null,
    motif_refus: etat === 'refuse' ? 'La personne n’a pas encore d’adresse dans notre ressort.' : null,
  })
  if (!repondu && !demande) copie.ligne('dossiers.perimetre', { dossier_id: cas.id, entite_id: vers.id, motif: 'transfert_propose' })
}

function convocations(c: Contexte, cas: Cas): void {
  const { copie, h, le } = c
  const antenne = cas.service.antennes.find(a => a.id === cas.referent.antenne) ?? cas.service.antennes[0]
  const ecrire = (jour: Jour, heure: string, etat: string, remplace: string | null, audienceLe: Jour | null = null): string => {
    const id = h.uuid(cas.ms)
    const type = h.parmi(['suivi', 'suivi', 'suivi', 'premiere', 'telephone', 'domicile', 'rappel'] as const)
    copie.ligne('agenda.convocation', {
      dossier_id: cas.id,
      id,
      service_id: cas.service.id,
      agent_id: cas.referent.id,
      lieu_id: antenne?.id ?? null,
      type,
      modalite: type === 'telephone' || type === 'domicile' ? type : 'lieu',
      audience_le: audienceLe,
      lieu: antenne?.nom ?? '',
      adresse: antenne?.adresse ?? '',
      le: jour,
      heure,
      duree_minutes: 45,
      etat,
      mesures_dites_a: vivantes(cas, jour).length > 0 ? instant(ajouterJours(jour, -10)) : null,
      remplace_id: remplace,
      creee_a: instant(ajouterJours(jour, -10)),
      creee_par: cas.referent.id,
    })
    for (const m of vivantes(cas, jour))
      copie.ligne('agenda.convocation_mesure', { dossier_id: cas.id, convocation_id: id, mesure_id: m.id })
    copie.ligne('agenda.etat_de_convocation', {
      dossier_id: cas.id,
      id: h.uuid(cas.ms),
      convocation_id: id,
      etat: 'prevue',
      a: instant(ajouterJours(jour, -10)),
      par: cas.referent.id,
      motif: null,
    })
    if (etat !== 'prevue')
      copie.ligne('agenda.etat_de_convocation', {
        dossier_id: cas.id,
        id: h.uuid(cas.ms),
        convocation_id: id,
        etat,
        a: instant(jour, '17:00'),
        par: cas.referent.id,
        motif: etat === 'excusee' ? 'Travail' : null,
      })
    if (etat === 'honoree')
      copie.ligne('agenda.arrivee', {
        dossier_id: cas.id,
        convocation_id: id,
        arrivee_a: instant(jour, '08:50'),
        pointee_par: cas.referent.id,
      })
    return id
  }
  let jour = ajouterJours(cas.ouvertLe, h.entier(5, 20))
  let reportee: string | null = null
  for (let i = 0; i < 14 && jour < le; i += 1) {
    const etat = h.parmi(['honoree', 'honoree', 'honoree', 'honoree', 'honoree', 'excusee', 'manquee', 'annulee', 'reportee'] as const)
    const id = ecrire(jour, h.parmi(heures), etat, reportee, i === 0 ? cas.ouvertLe : null)
    reportee = etat === 'reportee' ? id : null
    jour = ajouterJours(jour, h.entier(25, 60))
  }
  if (cas.clos) return
  if (h.chance(0.02)) ecrire(...creneau(c, `${cas.referent.id}:passe`, -1, cas.service.territoire as Territoire), 'prevue', null)
  if (h.chance(0.6)) ecrire(...creneau(c, cas.referent.id, 1, cas.service.territoire as Territoire), 'prevue', reportee)
}

/** The next hour of an agent that nobody has, today first (or yesterday first, for the unknown ones). */
function creneau({ creneaux, h, le }: Contexte, cle: string, sens: 1 | -1, territoire: Territoire): [Jour, string] {
  const rang = creneaux.get(cle) ?? (sens === 1 ? -1 : 7)
  const suivant = rang + h.entier(1, 3)
  creneaux.set(cle, suivant)
  let jour = le
  for (let reste = Math.floor(suivant / heures.length); ; ) {
    if (estOuvre(jour, territoire) && reste-- <= 0) break
    jour = ajouterJours(jour, sens)
  }
  return [jour, heures[suivant % heures.length] ?? '09:00']
}
