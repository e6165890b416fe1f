import type { Definition } from './definition.rules.ts'
import { ajournementProbatoire } from './referentiel/ajournement.referentiel.ts'
import { arse } from './referentiel/arse.referentiel.ts'
import { contraintePenale } from './referentiel/contrainte-penale.referentiel.ts'
import { controleJudiciaire } from './referentiel/controle-judiciaire.referentiel.ts'
import { conversion7471 } from './referentiel/conversion.referentiel.ts'
import { ddse } from './referentiel/ddse.referentiel.ts'
import { ddseAmenagement } from './referentiel/ddse-amenagement.referentiel.ts'
import { enqueteSocialeRapide } from './referentiel/enquetes.referentiel.ts'
import { liberationConditionnelle } from './referentiel/liberation.referentiel.ts'
import { liberationSousContrainte } from './referentiel/liberation-sous-contrainte.referentiel.ts'
import { placementSurveillanceElectronique } from './referentiel/placement-surveillance.referentiel.ts'
import { peineProbationAutonome } from './referentiel/probation-autonome.referentiel.ts'
import { procedure72315 } from './referentiel/procedure-723-15.referentiel.ts'
import { placementExterieur, semiLiberte } from './referentiel/semi-liberte.referentiel.ts'
import { stage } from './referentiel/stage.referentiel.ts'
import { sursisProbatoireRenforce } from './referentiel/suivi-renforce.referentiel.ts'
import { suiviSocioJudiciaire } from './referentiel/suivi-socio-judiciaire.referentiel.ts'
import { sursisProbatoire } from './referentiel/sursis-probatoire.referentiel.ts'
import {
  suiviPostLiberation,
  surveillanceJudiciaire,
} from './referentiel/surveillance-judiciaire.referentiel.ts'
import { sursisTig, tig } from './referentiel/tig.referentiel.ts'
import { travailNonRemunere } from './referentiel/travail-non-remunere.referentiel.ts'

/**
 * Every kind of measure, present and past, by the key under which it is recorded. One dated, cited
 * file per kind in `referentiel/`.
 */
export const natures = {
  sursis_probatoire: sursisProbatoire,
  sursis_probatoire_renforce: sursisProbatoireRenforce,
  contrainte_penale: contraintePenale,
  peine_probation_autonome: peineProbationAutonome,
  tig,
  sursis_tig: sursisTig,
  ddse,
  stage,
  suivi_socio_judiciaire: suiviSocioJudiciaire,
  ddse_amenagement: ddseAmenagement,
  placement_surveillance_electronique: placementSurveillanceElectronique,
  semi_liberte: semiLiberte,
  placement_exterieur: placementExterieur,
  liberation_conditionnelle: liberationConditionnelle,
  liberation_sous_contrainte: liberationSousContrainte,
  surveillance_judiciaire: surveillanceJudiciaire,
  suivi_post_liberation: suiviPostLiberation,
  controle_judiciaire: controleJudiciaire,
  arse,
  ajournement_probatoire: ajournementProbatoire,
  travail_non_remunere: travailNonRemunere,
  enquete_sociale_rapide: enqueteSocialeRapide,
  procedure_723_15: procedure72315,
  conversion_747_1: conversion7471,
} as const satisfies Record<string, Definition>
// A kind that was typed is looked for in this table: « constructor » is not one.
Object.setPrototypeOf(natures, null)

export type CleNature = keyof typeof natures
