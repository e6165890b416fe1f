import { ajouterJours, joursEntre, prochainJourOuvre } from '../platform/date.ts'
import { accompagnement } from './accompagnement.ts'
import { convocations } from './convocations.ts'
import { ecrits } from './ecrits.ts'
import type { Hasard } from './hasard.ts'
import { jourOuvre, joursOuvresAvant, leDernier } from './jours.ts'
import { mesures } from './mesures.ts'
import { langues, noms, prenomsF, prenomsM, voies } from './noms.ts'
import type { Service } from './organisation.ts'
import { manques, motifsDeTransfert } from './phrases.ts'
import { type Cas, type Contexte, instant, territoireDe } from './types.ts'

/**
 * Facts come first, the decision after them: whoever is followed by the SPIP was an adult at the
 * facts.
 */
const AVANT_L_OUVERTURE = 460

/** Who comes, when, and who follows them: what the rest of the dossier is drawn from. */
function nouveauCas({ h: hasard, le }: Contexte, service: Service, nombre: number): Cas {
  const arriveLe = ajouterJours(le, -hasard.entier(3, 1300))
  const ouvertLe = jourOuvre(arriveLe, territoireDe(service))
  const ms = Date.parse(`${ouvertLe}T08:00:00Z`)
  const femme = hasard.chance(0.12)
  const tribunal = hasard.parmi(service.juridictions)
  return {
    id: hasard.uuid(ms),
    numero: `FR-${ouvertLe.slice(0, 4)}-${String(nombre + 1).padStart(7, '0')}`,
    nom: hasard.chance(0.06) ? `${hasard.parmi(noms)}-${hasard.parmi(noms)}` : hasard.parmi(noms),
    prenoms: hasard.parmi(femme ? prenomsF : prenomsM),
    femme,
    naissanceLe: ajouterJours(ouvertLe, -AVANT_L_OUVERTURE - hasard.entier(18 * 366, 62 * 365)),
    arriveLe,
    ouvertLe,
    closLe:
      hasard.chance(0.12) && arriveLe < ajouterJours(le, -400)
        ? jourOuvre(ajouterJours(le, -20), territoireDe(service))
        : null,
    service,
    referent: hasard.parmi(service.agents.filter(agent => agent.fonction === 'travailleur_social')),
    tribunal,
    mesureId: null,
    mesures: [],
    detention: null,
    chezElle: null,
    joignable: false,
    n: nombre,
    ms,
  }
}

/** One invented dossier with its years of follow-up; `nombre` is its number. */
export function creerDossier(contexte: Contexte, nombre: number): void {
  const { copie, h: hasard } = contexte
  const service = contexte.services[nombre % contexte.services.length]
  if (!service) throw new RangeError('no service')
  const cas = nouveauCas(contexte, service, nombre)
  const numeroAppi = hasard.chance(0.7)
    ? `202${String(100_000_000 + nombre).padStart(9, '0')}`
    : null
  const cloture = cas.closLe && { id: hasard.uuid(cas.ms), a: instant(cas.closLe) }
  personne(contexte, cas)
  copie.ligne('dossiers.dossier', {
    dossier_id: cas.id,
    numero: cas.numero,
    numero_appi: numeroAppi,
    ouvert_le: cas.ouvertLe,
    clos_a: cloture?.a ?? null,
    cree_a: instant(cas.ouvertLe),
    cree_par: cas.referent.id,
  })
  if (cloture)
    copie.ligne('dossiers.cloture', {
      dossier_id: cas.id,
      id: cloture.id,
      close_a: cloture.a,
      close_par: cas.referent.id,
      motif: 'fin_de_mesure',
    })
  prisesEnCharge(contexte, cas)
  if (hasard.chance(0.04) && !cas.closLe)
    copie.ligne('mesures.attente_saisine', {
      dossier_id: cas.id,
      id: hasard.uuid(cas.ms),
      depuis_le: cas.ouvertLe,
      manque: hasard.parmi(manques),
      signalee_par: cas.referent.id,
    })
  else mesures(contexte, cas)
  convocations(contexte, cas)
  accompagnement(contexte, cas)
  ecrits(contexte, cas)
}

/** Who is in prison is followed by those who work there, who is free by the others. */
function referentSelonLeLieu(cas: Cas): void {
  const { service, referent, detention } = cas
  const ferme = (antenneId: string | undefined) =>
    service.antennes.find(antenne => antenne.id === antenneId)?.ferme ?? false
  const suivent = service.agents.filter(agent => agent.fonction === 'travailleur_social')
  const possibles = suivent.filter(
    agent => ferme(agent.antenne) === (detention?.antenne.ferme ?? false),
  )
  if (!possibles.includes(referent))
    cas.referent = possibles[suivent.indexOf(referent) % possibles.length] ?? referent
}

/** Each is drawn among those whom the former have left. */
function logementTire(hasard: Hasard): string {
  if (hasard.chance(0.8)) return 'adresse'
  if (hasard.chance(0.6)) return 'domiciliation'
  return hasard.chance(0.7) ? 'sans_domicile' : 'inconnu'
}
function personne({ copie, h: hasard, le }: Contexte, cas: Cas): void {
  const { femme } = cas
  const detenu = hasard.chance(0.15) && !cas.closLe && cas.service.etablissements.length > 0
  const etranger = hasard.chance(0.12)
  const commune = hasard.parmi(cas.service.communes)
  const logement = logementTire(hasard)
  const avecAdresse = logement === 'adresse' || logement === 'domiciliation'
  const nomUsage = femme && hasard.chance(0.2) ? hasard.parmi(noms) : null
  const langue = etranger ? hasard.parmi(langues) : 'français'
  const interprete = etranger && hasard.chance(0.5)
  const telephone = hasard.chance(0.85)
    ? `06 39 98 ${deuxChiffres(hasard)} ${deuxChiffres(hasard)}`
    : null
  const refuseSms = hasard.chance(0.08)
  const adresse = avecAdresse ? `${hasard.entier(1, 120)} ${hasard.parmi(voies)}` : null
  const antenne = detenu
    ? cas.service.antennes.find(agent => agent.etablissementId !== null)
    : undefined
  const etablissementId = detenu ? hasard.parmi(cas.service.etablissements) : null
  const numeroEcrou = detenu ? String(hasard.entier(10_000, 99_999)) : null
  // Nobody has been in prison for as long as they have been followed: a measure ran outside first.
  const ecroueLe = leDernier(
    cas.ouvertLe,
    jourOuvre(ajouterJours(le, -20 - ((cas.n * 37) % 280)), territoireDe(cas.service)),
  )
  if (antenne) cas.detention = { antenne, depuisLe: ecroueLe }
  if (logement === 'adresse') cas.chezElle = `${adresse}, ${commune.codePostal} ${commune.nom}`
  cas.joignable = telephone !== null
  referentSelonLeLieu(cas)
  copie.ligne('dossiers.personne', {
    dossier_id: cas.id,
    nom: cas.nom,
    nom_usage: nomUsage,
    prenoms: cas.prenoms,
    naissance_le: cas.naissanceLe,
    naissance_lieu: commune.nom,
    sexe: femme ? 'F' : 'M',
    langues: [langue],
    interprete,
    telephone,
    refuse_sms: refuseSms,
    logement,
    adresse,
    code_postal: avecAdresse ? commune.codePostal : null,
    commune: avecAdresse ? commune.nom : null,
    domicilie_chez: logement === 'domiciliation' ? 'CCAS' : null,
    etablissement_id: etablissementId,
    numero_ecrou: numeroEcrou,
    ecroue_le: detenu ? ecroueLe : null,
    modifie_par: cas.referent.id,
    modifie_a: instant(cas.ouvertLe),
  })
}

const deuxChiffres = (hasard: Hasard) => String(hasard.entier(0, 99)).padStart(2, '0')

/**
 * A chain of one to four links, each beginning when the former ends; some wait for their
 * affectation, some have changed service.
 */
function prisesEnCharge({ copie, h: hasard, le, services, parService }: Contexte, cas: Cas): void {
  const jours = joursEntre(cas.arriveLe, le)
  const combien = jours > 200 ? hasard.entier(1, 3) : 1
  const enAttente = !cas.closLe && hasard.chance(0.02)
  let precedente: string | null = null
  let debut = instant(cas.ouvertLe)
  for (let i = 1; i <= combien; i += 1) {
    const dernier = i === combien
    const id = hasard.uuid(cas.ms)
    const fin = dernier
      ? null
      : instant(
          jourOuvre(
            ajouterJours(cas.ouvertLe, Math.floor((jours * i) / combien)),
            territoireDe(cas.service),
          ),
          '09:10',
        )
    const ailleurs =
      i === 1 && combien > 1 && hasard.chance(0.1)
        ? services.find(s => s.id !== cas.service.id)
        : undefined
    const service = ailleurs ?? cas.service
    const travailleurs = service.agents.filter(agent => agent.fonction === 'travailleur_social')
    const referent = dernier && !ailleurs ? cas.referent : hasard.parmi(travailleurs)
    const entree = ailleurs ? 'Transfert' : 'Affectation'
    copie.ligne('dossiers.prise_en_charge', {
      dossier_id: cas.id,
      id,
      service_id: service.id,
      antenne_id: referent.antenne ?? null,
      referent_id: dernier && enAttente ? null : referent.id,
      debut_a: debut,
      fin_a: fin,
      precedente_id: precedente,
      motif: i === 1 ? 'Ouverture du dossier' : entree,
      decidee_par:
        cas.service.agents.find(agent => agent.fonction === 'dpip')?.id ?? cas.referent.id,
    })
    precedente = id
    debut = fin ?? debut
  }
  const vus = parService.get(cas.service.id) ?? []
  parService.set(cas.service.id, [...vus, cas.id].slice(-50))
  transfert({ copie, h: hasard, le, services }, cas)
}

function transfert(
  { copie, h: hasard, le, services }: Pick<Contexte, 'copie' | 'h' | 'le' | 'services'>,
  cas: Cas,
): void {
  if (cas.closLe || !hasard.chance(0.01)) return
  const territoire = territoireDe(cas.service)
  const vers = hasard.parmi(services.filter(service => service.id !== cas.service.id))
  const etat = hasard.parmi(['propose', 'refuse', 'annule'] as const)
  const id = hasard.uuid(cas.ms)
  const repondu = etat !== 'propose'
  // One in two is asked by the other service, which sees nothing of the dossier until it is
  // answered.
  const demande = Number.parseInt(id.slice(-1), 16) % 2 === 1
  copie.ligne('dossiers.transfert', {
    sens: demande ? 'demande' : 'proposition',
    demandee_le: demande ? joursOuvresAvant(le, 2, territoire) : null,
    repondre_avant_le: demande ? prochainJourOuvre(ajouterJours(le, 8), territoire) : null,
    relance_jours: demande ? 5 : null,
    silence_vaut: demande ? 'rien' : null,
    dossier_id: cas.id,
    id,
    de_service_id: cas.service.id,
    vers_service_id: vers.id,
    motif: hasard.parmi(motifsDeTransfert),
    propose_a: instant(joursOuvresAvant(le, 2, territoire)),
    propose_par: cas.referent.id,
    etat,
    repondu_a: repondu ? instant(joursOuvresAvant(le, 1, territoire)) : null,
    repondu_par: repondu ? cas.referent.id : null,
    motif_refus:
      etat === 'refuse' ? 'La personne n’a pas encore d’adresse dans notre ressort.' : null,
  })
}
